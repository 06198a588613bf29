-- A class is taught every subject: course class*100 + subject's number, 35 lessons a week, seven a day.

CREATE TEMP TABLE course ON COMMIT DROP AS
SELECT class.id * 100 + k.number AS id, class.id AS class_id, class.name, k.number AS subject, school, k.weekly, k.first_lesson FROM class, taught k;

INSERT INTO schools_course (id, school_id, year_id, public_id, subject_id, name, value_system, external_key)
SELECT id, school, school, pg_temp.public_id(id), school * 100 + subject, name, 'points', '' FROM course;

INSERT INTO schools_coursegroup (school_id, course_id, group_id) SELECT school, id, class_id FROM course;

-- Two teachers of each subject share the ten classes.
INSERT INTO schools_courseteacher (school_id, course_id, employment_id, starts_on)
SELECT school, course.id, school * 100 + subject + CASE WHEN class_id % 2 = 0 THEN 13 ELSE 0 END, starts_on
FROM box JOIN course USING (school);

INSERT INTO timetable_timetable (id, school_id, year_id, name, weeks_in_cycle, starts_on)
SELECT school, school, school, 'Stundu saraksts', 1, starts_on FROM box;

-- The n-th of the 35 lessons: a subject's lessons follow each other, so they fall on different days; classes begin at different ones.
CREATE TEMP TABLE slot ON COMMIT DROP AS
SELECT school, id AS course_id, class_id, n % 5 + 1 AS weekday, (n / 5 + class_id) % 7 + 1 AS number, school * 100 + (n + class_id) % 30 + 1 AS room_id
FROM course, generate_series(first_lesson, first_lesson + weekly - 1) n;

INSERT INTO timetable_slot (school_id, timetable_id, course_id, weekday, number, part, weeks, room_id)
SELECT school, school, course_id, weekday, number, 1, 1, room_id FROM slot;
