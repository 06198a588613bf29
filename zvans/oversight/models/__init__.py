from zvans.oversight.models.report import Report

__all__ = ["Report"]
