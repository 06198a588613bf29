from zvans.audit.models.action import Action
from zvans.audit.models.change import Change

__all__ = ["Action", "Change"]
