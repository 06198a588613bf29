-- A class is taught every subject: course class*100 + subject's number, 35 lessons a week, seven a day.

INSERT INTO schools_course (id, school_id, year_id, public_id, subject_id, name, value_system, external_key)
SELECT g.id * 100 + k.number, g.school_id, g.year_id, pg_temp.public_id(g.id * 100 + k.number), g.school_id * 100 + k.number, g.name, 'points', ''
FROM schools_classgroup g, taught k;

INSERT INTO schools_coursegroup (school_id, course_id, group_id) SELECT school_id, id, id / 100 FROM schools_course;

-- Two teachers of each subject share the ten classes.
INSERT INTO schools_courseteacher (school_id, course_id, employment_id, starts_on)
SELECT c.school_id, c.id, c.school_id * 100 + c.id % 100 + CASE WHEN c.id / 100 % 2 = 0 THEN 13 ELSE 0 END, box.starts_on
FROM box, schools_course c;

INSERT INTO timetable_timetable (id, school_id, year_id, name, weeks_in_cycle, starts_on)
SELECT s.id, s.id, s.id, 'Stundu saraksts', 1, box.starts_on FROM box, schools_school s;

-- The n-th of the 35 lessons: a subject's lessons follow each other, so they fall on different days; classes begin at different ones.
INSERT INTO timetable_slot (school_id, timetable_id, course_id, weekday, number, part, weeks, room_id)
SELECT g.school_id, g.school_id, g.id * 100 + k.number, n % 5 + 1, (n / 5 + g.id) % 7 + 1, 1, 1, g.school_id * 100 + (n + g.id) % 30 + 1
FROM schools_classgroup g, taught k, generate_series(k.first_lesson, k.first_lesson + k.weekly - 1) n;
