-- Pupil p of a class is person class*100 + p; a guardian's number is the pupil's + 20 million, a teacher's 10 million + school*100 + t.
-- An account has its person's number. Every class has 28 pupils; two of
-- the first school, whose journals are measured, 30.

CREATE TEMP TABLE pupil ON COMMIT DROP AS
SELECT class.id * 100 + p AS id, class.id AS class_id, class.school
FROM class, generate_series(1, CASE WHEN class.id IN (101, 103) THEN 30 ELSE 28 END) p;

CREATE TEMP TABLE teacher ON COMMIT DROP AS
SELECT 10000000 + school * 100 + t AS id, school * 100 + t AS employment_id, school FROM box, generate_series(1, 26) t;

INSERT INTO accounts_person (id, public_id, given_name, family_name, sort_key, search_key, phone, email)
SELECT everyone.id, pg_temp.public_id(everyone.id), n.given, n.family, n.sort_key, n.search_key, '', ''
FROM (SELECT id FROM pupil UNION ALL SELECT id + 20000000 FROM pupil UNION ALL SELECT id FROM teacher) everyone
JOIN names n ON n.number = everyone.id * 7 % (SELECT count(*) FROM names);

INSERT INTO accounts_account (id, person_id, door, password, is_active, school_ids, label, created_at, terms_version)
SELECT id, id, 'family', '', true, ARRAY[school], '', now(), 1 FROM pupil
UNION ALL
SELECT id + 20000000, id + 20000000, 'family', '', true, ARRAY[school], '', now(), 1 FROM pupil
UNION ALL
SELECT id, id, 'staff', '', true, ARRAY[school], school || '. vsk.', now(), 1 FROM teacher;

-- A pupil's code opens two accounts. Nobody types these: the wave of sign-ins gives codes to those who take part in it.
INSERT INTO accounts_signinname (account_id, door, name_hash, role)
SELECT id, 'family', sha256(('code ' || id)::bytea), 'pupil' FROM pupil
UNION ALL
SELECT id + 20000000, 'family', sha256(('code ' || id)::bytea), 'mother' FROM pupil;

-- Everybody is signed in somewhere.
INSERT INTO accounts_session (token_hash, account_id, role, created_at, expires_at, address)
SELECT sha256(('somewhere else ' || id)::bytea), id, role, now(), now() + interval '1 year', ''
FROM (
    SELECT id, 'pupil' AS role FROM pupil UNION ALL SELECT id + 20000000, 'mother' FROM pupil UNION ALL SELECT id, 'staff' FROM teacher
) everyone;

INSERT INTO schools_enrolment (school_id, class_group_id, pupil_id, starts_on)
SELECT pupil.school, pupil.class_id, pupil.id, box.starts_on FROM box, pupil;

INSERT INTO schools_studygroupmember (school_id, group_id, pupil_id, starts_on)
SELECT pupil.school, pupil.class_id, pupil.id, box.starts_on FROM box, pupil;

-- Half of the guardians have two children: who has one in an odd class has the same pupil of the next class too.
INSERT INTO schools_guardianship (pupil_id, guardian_id, kind, call_order, starts_on)
SELECT pupil.id, pupil.id + 20000000, 'mother', 1, box.starts_on FROM box, pupil
UNION ALL
SELECT pupil.id, pupil.id - 100 + 20000000, 'mother', 2, box.starts_on FROM box, pupil WHERE pupil.class_id % 2 = 0;

INSERT INTO schools_employment (id, school_id, person_id, public_id, name, short_name, sort_key, external_key, starts_on)
SELECT teacher.employment_id, teacher.school, teacher.id, pg_temp.public_id(teacher.employment_id),
       n.family || ' ' || n.given, '', n.sort_key, '', box.starts_on
FROM box, teacher JOIN names n ON n.number = teacher.id * 7 % (SELECT count(*) FROM names);

INSERT INTO schools_position (school_id, employment_id, kind, title, starts_on)
SELECT school, employment_id, 'teacher', '', starts_on FROM box JOIN teacher USING (school);

INSERT INTO schools_classteacher (school_id, class_group_id, employment_id, starts_on)
SELECT school, class.id, class.id, box.starts_on FROM box JOIN class USING (school);
