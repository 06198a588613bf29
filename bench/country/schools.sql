-- The school that `box` names, with its calendar, bells, codes, rooms, subjects, classes. Keys are computed, so that each file can name the
-- others' rows: school s, class s*100 + c, subject s*100 + k, room s*100 + r.

INSERT INTO schools_municipality (id, name) VALUES (1, 'Mērījumu novads') ON CONFLICT DO NOTHING;

INSERT INTO schools_school (id, municipality_id, code, name, short_name, kind)
SELECT school, 1, 'bench-' || school, school || '. mērījumu vidusskola', school || '. vsk.', 'general' FROM box;

-- The term ends with the week that is measured and has fifteen of them: a course with four lessons a week has sixty.
INSERT INTO schools_schoolyear (id, school_id, name, starts_on, ends_on)
SELECT school, school, 'mērījumi', starts_on, monday + 140 FROM box;

INSERT INTO schools_term (id, school_id, year_id, number, starts_on, ends_on)
SELECT school * 2 - 1, school, school, 1, starts_on, monday + 6 FROM box
UNION ALL
SELECT school * 2, school, school, 2, monday + 14, monday + 140 FROM box;

INSERT INTO schools_break (school_id, year_id, name, starts_on, ends_on)
SELECT school, school, 'Brīvlaiks', monday + 7, monday + 13 FROM box;

INSERT INTO schools_bellschedule (id, school_id, name, is_default) SELECT school, school, 'Parastais', true FROM box;

INSERT INTO schools_bellperiod (school_id, schedule_id, number, starts_at, ends_at)
SELECT school, school, n, time '08:00' + (n - 1) * interval '50 minutes', time '08:40' + (n - 1) * interval '50 minutes'
FROM box, generate_series(1, 9) n;

INSERT INTO schools_absencecode (school_id, code, label, is_excused, is_medical, is_late, counts, starts_on)
SELECT school, c.code, c.label, c.is_excused, false, c.is_late, NOT c.is_late, starts_on
FROM box, (VALUES
    ('n', 'nav stundā', NULL::boolean, false),
    ('ns', 'slimības dēļ', true, false),
    ('nc', 'cits attaisnots iemesls', true, false),
    ('nn', 'neattaisnots', false, false),
    ('k', 'nokavēja sākumu', NULL, true)
) AS c(code, label, is_excused, is_late);

INSERT INTO schools_room (id, school_id, public_id, name, short_name, sort_key, external_key)
SELECT school * 100 + r, school, pg_temp.public_id(school * 100 + r), 100 + r, '', pg_temp.sort_key((100 + r)::text), ''
FROM box, generate_series(1, 30) r;

INSERT INTO schools_subject (id, school_id, name, short_name, sort_key, external_key)
SELECT school * 100 + k.number, school, k.name, '', pg_temp.sort_key(k.name), '' FROM box, taught k;

CREATE TEMP TABLE class ON COMMIT DROP AS
SELECT school * 100 + c AS id, school, c + 2 AS grade, c + 2 || '.a' AS name FROM box, generate_series(1, 10) c;

INSERT INTO schools_classgroup (id, school_id, year_id, public_id, name, short_name, sort_key, external_key, grade)
SELECT id, school, school, pg_temp.public_id(id), name, '', pg_temp.sort_key(name), '', grade FROM class;

INSERT INTO schools_studygroup (id, school_id, year_id, class_group_id, name, short_name, sort_key, external_key, division, is_whole_class)
SELECT id, school, school, id, name, '', pg_temp.sort_key(name), '', '', true FROM class;
