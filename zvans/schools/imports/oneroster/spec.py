"""The files of a OneRoster 1.2 CSV package (1EdTech, OneRoster CSV Binding 1.2): which there are, what refers to what, what we read."""

MANIFEST = "manifest"
VERSION = "1.2"

# File → column → the file that the column's sourcedIds are of. `demographics` has the sourcedId of its user.
REFERENCES: dict[str, dict[str, str]] = {
    "academicSessions": {"parentSourcedId": "academicSessions"},
    "orgs": {"parentSourcedId": "orgs"},
    "courses": {"schoolYearSourcedId": "academicSessions", "orgSourcedId": "orgs"},
    "classes": {"courseSourcedId": "courses", "schoolSourcedId": "orgs", "termSourcedIds": "academicSessions"},
    "users": {"agentSourcedIds": "users", "primaryOrgSourcedId": "orgs"},
    "userProfiles": {"userSourcedId": "users"},
    "roles": {"userSourcedId": "users", "orgSourcedId": "orgs", "userProfileSourcedId": "userProfiles"},
    "enrollments": {"classSourcedId": "classes", "schoolSourcedId": "orgs", "userSourcedId": "users"},
    "demographics": {"sourcedId": "users"},
    "categories": {},
    "lineItems": {
        "classSourcedId": "classes", "categorySourcedId": "categories", "academicSessionSourcedId": "academicSessions",
        "schoolSourcedId": "orgs",
    },
    "results": {"lineItemSourcedId": "lineItems", "studentSourcedId": "users", "classSourcedId": "classes"},
    "scoreScales": {"orgSourcedId": "orgs", "courseSourcedId": "courses", "classSourcedId": "classes"},
    "lineItemLearningObjectiveIds": {"lineItemSourcedId": "lineItems"},
    "lineItemScoreScales": {"lineItemSourcedId": "lineItems", "scoreScaleSourcedId": "scoreScales"},
    "resultLearningObjectiveIds": {"resultSourcedId": "results"},
    "resultScoreScales": {"resultSourcedId": "results", "scoreScaleSourcedId": "scoreScales"},
    "resources": {},
    "classResources": {"classSourcedId": "classes", "resourceSourcedId": "resources"},
    "courseResources": {"courseSourcedId": "courses", "resourceSourcedId": "resources"},
    "userResources": {
        "userSourcedId": "users", "orgSourcedId": "orgs", "classSourcedId": "classes", "resourceSourcedId": "resources",
    },
}  # fmt: skip
LISTS = frozenset({"termSourcedIds", "agentSourcedIds"})  # columns that hold several, parted by commas

# What becomes something in a school; the rest is checked and left.
READ: dict[str, tuple[str, ...]] = {
    "orgs": ("name", "type", "identifier", "parentSourcedId"),
    "academicSessions": ("title", "type", "startDate", "endDate", "parentSourcedId"),
    "courses": ("title", "courseCode", "orgSourcedId"),
    "classes": ("title", "grades", "courseSourcedId", "classCode", "classType", "schoolSourcedId", "termSourcedIds"),
    "users": ("userIds", "givenName", "familyName", "identifier", "email", "sms", "phone", "agentSourcedIds"),
    "roles": ("userSourcedId", "role", "beginDate", "endDate", "orgSourcedId"),
    "enrollments": ("classSourcedId", "schoolSourcedId", "userSourcedId", "role", "beginDate", "endDate"),
    "demographics": ("birthDate", "sex"),
}


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]
