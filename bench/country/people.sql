-- Pupil p of a class is person class*100 + p; a guardian's number is the pupil's + 20 million, a teacher's 10 million + school*100 + t.
-- An account has its person's number. Every class has 28 pupils; two of
-- the first school, whose journals are measured, 30.

CREATE TEMP TABLE pupil AS
SELECT g.id * 100 + p AS id, g.id AS class_id, g.school_id
FROM schools_classgroup g, generate_series(1, CASE WHEN g.id IN (101, 103) THEN 30 ELSE 28 END) p;

CREATE TEMP TABLE teacher AS
SELECT 10000000 + s.id * 100 + t AS id, s.id * 100 + t AS employment_id, s.id AS school_id FROM schools_school s, generate_series(1, 26) t;

INSERT INTO accounts_person (id, public_id, given_name, family_name, sort_key, search_key, phone, email)
SELECT everyone.id, pg_temp.public_id(everyone.id), n.given, n.family, n.sort_key, n.search_key, '', ''
FROM (SELECT id FROM pupil UNION ALL SELECT id + 20000000 FROM pupil UNION ALL SELECT id FROM teacher) everyone
JOIN names n ON n.number = everyone.id * 7 % (SELECT count(*) FROM names);

INSERT INTO accounts_account (id, person_id, door, password, is_active, school_ids, label, created_at)
SELECT id, id, 'family', '', true, ARRAY[school_id], '', now() FROM pupil
UNION ALL
SELECT id + 20000000, id + 20000000, 'family', '', true, ARRAY[school_id], '', now() FROM pupil
UNION ALL
SELECT id, id, 'staff', '', true, ARRAY[school_id], school_id || '. vsk.', now() FROM teacher;

-- Everybody is signed in somewhere.
INSERT INTO accounts_session (token_hash, account_id, role, created_at, expires_at, address)
SELECT sha256(('somewhere else ' || id)::bytea), id, CASE WHEN door = 'staff' THEN 'staff' WHEN id < 10000000 THEN 'pupil' ELSE 'mother' END,
       now(), now() + interval '1 year', ''
FROM accounts_account;

INSERT INTO schools_enrolment (school_id, class_group_id, pupil_id, starts_on)
SELECT pupil.school_id, pupil.class_id, pupil.id, box.starts_on FROM box, pupil;

INSERT INTO schools_studygroupmember (school_id, group_id, pupil_id, starts_on)
SELECT pupil.school_id, pupil.class_id, pupil.id, box.starts_on FROM box, pupil;

-- The guardian whose week is measured has the first pupils of two classes.
INSERT INTO schools_guardianship (pupil_id, guardian_id, kind, call_order, starts_on)
SELECT pupil.id, pupil.id + 20000000, 'mother', 1, box.starts_on FROM box, pupil
UNION ALL
SELECT 10201, 20010101, 'mother', 2, box.starts_on FROM box;

INSERT INTO schools_employment (id, school_id, person_id, public_id, name, short_name, sort_key, external_key, starts_on)
SELECT teacher.employment_id, teacher.school_id, teacher.id, pg_temp.public_id(teacher.employment_id), p.family_name || ' ' || p.given_name, '', p.sort_key, '', box.starts_on
FROM box, teacher JOIN accounts_person p ON p.id = teacher.id;

INSERT INTO schools_position (school_id, employment_id, kind, title, starts_on)
SELECT school_id, employment_id, 'teacher', '', box.starts_on FROM box, teacher;

INSERT INTO schools_classteacher (school_id, class_group_id, employment_id, starts_on)
SELECT school_id, id, id, box.starts_on FROM box, schools_classgroup;
