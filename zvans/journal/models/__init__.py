from zvans.journal.models.absence import Absence
from zvans.journal.models.batch import SavedBatch
from zvans.journal.models.homework import Homework, HomeworkDone
from zvans.journal.models.lesson import Lesson
from zvans.journal.models.mark import Mark

__all__ = ["Absence", "Homework", "HomeworkDone", "Lesson", "Mark", "SavedBatch"]
