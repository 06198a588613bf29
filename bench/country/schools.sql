-- Schools with their calendar, bells, codes, rooms, subjects, classes. Keys are computed, so that each file can name the others' rows:
-- school s, class s*100 + c, subject s*100 + k, room s*100 + r.

INSERT INTO schools_municipality (id, name) VALUES (1, 'Mērījumu novads');

INSERT INTO schools_school (id, municipality_id, code, name, short_name, kind)
SELECT s, 1, 'bench-' || s, s || '. mērījumu vidusskola', s || '. vsk.', 'general' FROM box, generate_series(1, box.schools) s;

-- The term ends with the week that is measured and has fifteen of them: a course with four lessons a week has sixty.
INSERT INTO schools_schoolyear (id, school_id, name, starts_on, ends_on)
SELECT s.id, s.id, 'mērījumi', box.starts_on, box.monday + 140 FROM box, schools_school s;

INSERT INTO schools_term (id, school_id, year_id, number, starts_on, ends_on)
SELECT s.id * 2 - 1, s.id, s.id, 1, box.starts_on, box.monday + 6 FROM box, schools_school s
UNION ALL
SELECT s.id * 2, s.id, s.id, 2, box.monday + 14, box.monday + 140 FROM box, schools_school s;

INSERT INTO schools_break (school_id, year_id, name, starts_on, ends_on)
SELECT s.id, s.id, 'Brīvlaiks', box.monday + 7, box.monday + 13 FROM box, schools_school s;

INSERT INTO schools_bellschedule (id, school_id, name, is_default) SELECT id, id, 'Parastais', true FROM schools_school;

INSERT INTO schools_bellperiod (school_id, schedule_id, number, starts_at, ends_at)
SELECT s.id, s.id, n, time '08:00' + (n - 1) * interval '50 minutes', time '08:40' + (n - 1) * interval '50 minutes'
FROM schools_school s, generate_series(1, 9) n;

INSERT INTO schools_absencecode (school_id, code, label, is_excused, is_medical, is_late, counts, starts_on)
SELECT s.id, c.code, c.label, c.is_excused, false, c.is_late, NOT c.is_late, box.starts_on
FROM box, schools_school s, (VALUES
    ('n', 'nav stundā', NULL::boolean, false),
    ('ns', 'slimības dēļ', true, false),
    ('nc', 'cits attaisnots iemesls', true, false),
    ('nn', 'neattaisnots', false, false),
    ('k', 'nokavēja sākumu', NULL, true)
) AS c(code, label, is_excused, is_late);

INSERT INTO schools_room (id, school_id, public_id, name, short_name, sort_key, external_key)
SELECT s.id * 100 + r, s.id, pg_temp.public_id(s.id * 100 + r), 100 + r, '', '', '' FROM schools_school s, generate_series(1, 30) r;

INSERT INTO schools_subject (id, school_id, name, short_name, sort_key, external_key)
SELECT s.id * 100 + k.number, s.id, k.name, '', '', '' FROM schools_school s, taught k;

INSERT INTO schools_classgroup (id, school_id, year_id, public_id, name, short_name, sort_key, external_key, grade)
SELECT s.id * 100 + c, s.id, s.id, pg_temp.public_id(s.id * 100 + c), c + 2 || '.a', '', '', '', c + 2
FROM schools_school s, generate_series(1, 10) c;

INSERT INTO schools_studygroup (id, school_id, year_id, class_group_id, name, short_name, sort_key, external_key, division, is_whole_class)
SELECT id, school_id, year_id, id, name, '', '', '', '', true FROM schools_classgroup;
