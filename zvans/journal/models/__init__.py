from zvans.journal.models.absence import Absence
from zvans.journal.models.batch import SavedBatch
from zvans.journal.models.deadlines import Deadlines
from zvans.journal.models.homework import Homework, HomeworkDone
from zvans.journal.models.lesson import Lesson
from zvans.journal.models.mark import Mark
from zvans.journal.models.outcome import Outcome, OutcomeLevel
from zvans.journal.models.values import PercentScale, WorkKind

__all__ = [
    "Absence",
    "Deadlines",
    "Homework",
    "HomeworkDone",
    "Lesson",
    "Mark",
    "Outcome",
    "OutcomeLevel",
    "PercentScale",
    "SavedBatch",
    "WorkKind",
]
