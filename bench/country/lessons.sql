-- Fifteen weeks of lessons and their homework, to the end of this week whatever day it is, so that each day's measure is the same.

CREATE TEMP TABLE lesson ON COMMIT DROP AS
SELECT nextval(pg_get_serial_sequence('journal_lesson', 'id')) AS id, held.*
FROM (
    SELECT slot.*, week, box.starts_on + week * 7 + slot.weekday - 1 AS "on"
    FROM box JOIN slot USING (school), generate_series(0, 14) week
    ORDER BY "on", course_id
) held;

INSERT INTO journal_lesson (id, school_id, year_id, course_id, "on", number, part, room_id, state, topic, is_formative, is_added, attendance_at, revision)
SELECT id, school, school, course_id, "on", number, 1, room_id, 'held', 'Sakarības un to pamatošana, ' || week + 1 || '. nodarbība', false, false,
       "on" + time '09:00', 2
FROM lesson;

INSERT INTO journal_homework (school_id, year_id, course_id, lesson_id, text, due_on, revision, changed_at)
SELECT school, school, course_id, id, 'Izpildīt 3.–5. uzdevumu 42. lappusē, sagatavoties pārrunām par izlasīto.', "on" + 2, 1, least("on" + time '09:30', now())
FROM lesson WHERE abs(hashint8(id) % 100) < 30;
