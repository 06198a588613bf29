-- Fifteen weeks of lessons and their homework, to the end of this week whatever day it is, so that each day's measure is the same.

INSERT INTO journal_lesson (school_id, year_id, course_id, "on", number, part, room_id, state, topic, is_formative, attendance_at, revision)
SELECT s.school_id, s.school_id, s.course_id, box.starts_on + week * 7 + s.weekday - 1, s.number, 1, s.room_id, 'held',
       'Sakarības un to pamatošana, ' || week + 1 || '. nodarbība', false, box.starts_on + week * 7 + s.weekday - 1 + time '09:00', 2
FROM box, timetable_slot s, generate_series(0, 14) week
ORDER BY 4, 3;

INSERT INTO journal_homework (school_id, year_id, course_id, lesson_id, text, due_on, revision, changed_at)
SELECT school_id, year_id, course_id, id, 'Izpildīt 3.–5. uzdevumu 42. lappusē, sagatavoties pārrunām par izlasīto.', "on" + 2, 1, least("on" + time '09:30', now())
FROM journal_lesson WHERE abs(hashint8(id) % 100) < 30;
