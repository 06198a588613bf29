"""Every guarded address × every kind of person × method → status (C3): what `test_strangers.py` tries.

`.` not signed in: led to a door, and back · `-` not there for this person (404) · `x` seen, but not allowed (403) · `o` answered (200)
· `>` done, and led on (302) · `!` the form again (422) · `#` the state of things forbids it (409). Methods that no row names are refused
(405). A new address without a row here fails.
"""

from tests.web.strangers_portal import PORTAL

PERSONAS = (
    "teacher", "other_teacher", "class_teacher", "head", "deputy", "superuser", "former_teacher", "dismissed", "stranger",
    "foreign_head", "pupil", "mother", "guardian", "other_mother", "former_guardian", "former_pupil", "stranger_mother", "operator",
    "anonymous",
)  # fmt: skip
STATUS = {".": 302, "-": 404, "x": 403, "o": 200, ">": 302, "!": 422, "#": 409}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

# staff: teacher of the course, other teacher, class teacher, head, deputy, superuser · former teacher, dismissed · two of another school
# families: pupil, mother, guardian, classmate's mother · former guardian, former pupil · stranger's mother      operator · nobody
TABLE = """
sign_in:out            POST   >>>>>> >> >>   >>>> >> >   >.
sign_in:password       GET    >>>>>> >> >>   >>>> >> >   >.
sign_in:password       POST   >>>>>> >> >>   >>>> >> >   >.
sign_in:terms          GET    >>>>>> >> >>   >>>> >> >   >.
sign_in:terms          POST   >>>>>> >> >>   >>>> >> >   >.

sign_in:factor         GET    >>>>>> >> >>   >>>> >> >   >.
sign_in:factor         POST   >>>>>> >> >>   >>>> >> >   >.
sign_in:factor_options POST   oooooo oo oo   oooo oo o   o.
sign_in:second_factor  GET    >>>>>> >> >>   >>>> >> >   >.

account:factors        GET    oooooo oo oo   oooo oo o   o.
account:prove          GET    oooooo oo oo   oooo oo o   o.
account:prove          POST   !!!!!! !! !!   !!!! !! !   !.
account:generator      GET    oooooo oo oo   oooo oo o   o.
account:generator      POST   !!!!!! !! !!   !!!! !! !   !.
account:generator_remove GET  ------ -- --   ---- -- -   -.
account:generator_remove POST ------ -- --   ---- -- -   -.
account:passkey_add    GET    oooooo oo oo   oooo oo o   o.
account:passkey_add    POST   !!!!!! !! !!   !!!! !! !   !.
account:passkey_options POST  oooooo oo oo   oooo oo o   o.
account:passkey_remove GET    o----- -- --   ---- -- -   -.
account:passkey_remove POST   >----- -- --   ---- -- -   -.
account:recovery       GET    oooooo oo oo   oooo oo o   o.
account:recovery       POST   o##### ## ##   #### ## #   #.

account:rights         GET    oooooo oo oo   oooo oo o   o.
account:record         GET    oooooo oo oo   oooo oo o   o.
account:children       GET    ------ -- --   >>>> oo >   -.
account:looks          GET    ------ -- --   ooo- -- -   -.
account:who_sees       GET    ------ -- --   o--- -o -   -.
account:who_sees       POST   ------ -- --   #--- -# -   -.
account:report         GET    oooooo oo oo   oooo oo o   -.
account:report         POST   !!!!!! !! !!   !!!! !! !   -.
account:login_known    POST   >>>>>> >> >>   >>>> >> >   -.
account:security       GET    oooooo oo oo   oooo oo o   o.
account:password       GET    oooooo oo oo   oooo oo o   o.
account:password       POST   !!!!!! !! !!   !!!! !! !   !.
account:password_known POST   >>>>>> >> >>   >>>> >> >   >.
account:username       GET    oooooo oo oo   oooo oo o   o.
account:username       POST   !!!!!! !! !!   !!!! !! !   !.
account:no_username    POST   >>>>>> >> >>   >>>> >> >   >.
account:end_others     POST   >>>>>> >> >>   >>>> >> >   >.
account:end_session    POST   >----- -- --   ---- -- -   -.

access:classes         GET    oo>>>> oo o>   ---- -- -   o.
access:class           GET    --oooo -- --   ---- -- -   -.
access:issue           GET    --#### -- --   ---- -- -   -.
access:letters         POST   --#### -- --   ---- -- -   -.
access:send            POST   --#### -- --   ---- -- -   -.
access:person          GET    --oooo -- --   ---- -- -   -.
access:person          POST   --xxxx -- --   ---- -- -   -.
access:staff           GET    xxxoxo x- --   ---- -- -   -.
access:staff_letters   POST   xxx#x# x- --   ---- -- -   -.

office:start           GET    ------ -- --   ---- -- -   -.
office:record          GET    ------ -- --   ---- -- -   -.
office:record          POST   ------ -- --   ---- -- -   -.
office:record_of_person GET   ------ -- --   ---- -- -   -.
office:schools         GET    ------ -- --   ---- -- -   -.
office:municipalities  GET    ------ -- --   ---- -- -   -.
office:reports         GET    ------ -- --   ---- -- -   -.
office:report          GET    ------ -- --   ---- -- -   -.
office:report          POST   ------ -- --   ---- -- -   -.

support:tickets        GET    ------ -- --   ---- -- -   -.
support:held           GET    ------ -- --   ---- -- -   -.
support:ticket         GET    ------ -- --   ---- -- -   -.
support:ticket         POST   ------ -- --   ---- -- -   -.
editing:posts          GET    ------ -- --   ---- -- -   -.
editing:new            GET    ------ -- --   ---- -- -   -.
editing:new            POST   ------ -- --   ---- -- -   -.
editing:picture        POST   ------ -- --   ---- -- -   -.
editing:offers         GET    ------ -- --   ---- -- -   -.
editing:front          GET    ------ -- --   ---- -- -   -.
editing:order          POST   ------ -- --   ---- -- -   -.
editing:post           GET    ------ -- --   ---- -- -   -.
editing:write          GET    ------ -- --   ---- -- -   -.
editing:write          POST   ------ -- --   ---- -- -   -.
editing:preview        GET    ------ -- --   ---- -- -   -.
editing:publish        POST   ------ -- --   ---- -- -   -.
editing:schedule       POST   ------ -- --   ---- -- -   -.
editing:withdraw       POST   ------ -- --   ---- -- -   -.
editing:pin            POST   ------ -- --   ---- -- -   -.
editing:answer         POST   ------ -- --   ---- -- -   -.
editing:history        GET    ------ -- --   ---- -- -   -.
editing:restore        POST   ------ -- --   ---- -- -   -.
editing:figures        GET    ------ -- --   ---- -- -   -.

adverts:adverts        GET    ------ -- --   ---- -- -   -.
adverts:add            GET    ------ -- --   ---- -- -   -.
adverts:add            POST   ------ -- --   ---- -- -   -.
adverts:advert         GET    ------ -- --   ---- -- -   -.
adverts:advert         POST   ------ -- --   ---- -- -   -.
adverts:switch         POST   ------ -- --   ---- -- -   -.

school:reports         GET    xxxoxo x- --   ---- -- -   -.
school:responsible     POST   xxx>x> x- --   ---- -- -   -.
school:report          GET    xxxoxo x- --   ---- -- -   -.
school:report          POST   xxx!x! x- --   ---- -- -   -.
school:report_taken    POST   xxx>x> x- --   ---- -- -   -.
school:report_handed   POST   xxx>x> x- --   ---- -- -   -.

school:security        GET    xxxoxo x- --   ---- -- -   -.
school:security        POST   xxx!x! x- --   ---- -- -   -.
school:discussions     POST   xxx!x! x- --   ---- -- -   -.
school:employee_factor GET    xxxoxo x- --   ---- -- -   -.
school:employee_factor POST   xxx>x# x- --   ---- -- -   -.

operator:add_officer   GET    ------ -- --   ---- -- -   o.
operator:add_officer   POST   ------ -- --   ---- -- -   !.
operator:give_office   POST   ------ -- --   ---- -- -   !.
operator:end_office    POST   ------ -- --   ---- -- -   >.
operator:factor        GET    ------ -- --   ---- -- -   o.
operator:factor        POST   ------ -- --   ---- -- -   #.
operator:staff_password GET   ------ -- --   ---- -- -   o.
operator:staff_password POST  ------ -- --   ---- -- -   #.
operator:bar           POST   ------ -- --   ---- -- -   !.
operator:lift_bar      POST   ------ -- --   ---- -- -   >.

notices:show           GET    oooooo oo oo   oooo oo o   o.
notices:seen           POST   >>>>>> >> >>   >>>> >> >   >.

journal:today          GET    oooooo oo oo   ---- -- -   o.
journal:day            GET    oooooo oo oo   ---- -- -   o.
journal:owed           GET    oo>>>> oo o>   ---- -- -   o.
journal:owed_class     GET    --oooo -- --   ---- -- -   -.
journal:owed_school    GET    xxxooo x- --   ---- -- -   -.
journal:owed_entries   GET    xxxooo x- --   ---- -- -   -.
journal:late           GET    xxxooo x- --   ---- -- -   -.
journal:grid           GET    o-oooo -- --   ---- -- -   -.
journal:column_new     GET    o-xxxx -- --   ---- -- -   -.
journal:column_new     POST   !-xxxx -- --   ---- -- -   -.
journal:undo           POST   >----- -- --   ---- -- -   -.
journal:cancel         POST   >-xxxx -- --   ---- -- -   -.
journal:restore        POST   >-xxxx -- --   ---- -- -   -.
journal:column_remove  POST   #-xxxx -- --   ---- -- -   -.
journal:move           GET    o-xxxx -- --   ---- -- -   -.
journal:move           POST   !-xxxx -- --   ---- -- -   -.
journal:history        GET    o-oooo -- --   ---- -- -   -.
journal:lesson_changes GET    !-!!!! -- --   ---- -- -   -.
journal:cell_history   GET    o-oooo -- --   ---- -- -   -.
journal:cells          POST   o-xxxx -- --   ---- -- -   -.
journal:changes        GET    !-!!!! -- --   ---- -- -   -.
journal:lesson         GET    o-oooo -- --   ---- -- -   -.
journal:lesson         POST   >-xxxx -- --   ---- -- -   -.
journal:nobody_absent  POST   >-xxxx -- --   ---- -- -   -.
journal:outcomes       GET    o-oooo -- --   ---- -- -   -.
journal:outcomes       POST   !-xxxx -- --   ---- -- -   -.
journal:levels         POST   o-xxxx -- --   ---- -- -   -.
journal:outcomes_copy  POST   >-xxxx -- --   ---- -- -   -.
journal:outcome        GET    o-oooo -- --   ---- -- -   -.
journal:outcome        POST   >-xxxx -- --   ---- -- -   -.
journal:outcome_history GET   o-oooo -- --   ---- -- -   -.
journal:level_history  GET    o-oooo -- --   ---- -- -   -.
journal:outcome_rename POST   !-xxxx -- --   ---- -- -   -.
journal:outcome_move   POST   >-xxxx -- --   ---- -- -   -.
journal:outcome_remove POST   >-xxxx -- --   ---- -- -   -.
journal:outcome_restore POST  >-xxxx -- --   ---- -- -   -.
journal:kind           POST   >-xxxx -- --   ---- -- -   -.
journal:before         GET    >->>>> -- --   ---- -- -   -.
journal:after          GET    >->>>> -- --   ---- -- -   -.

timetable:directory    GET    oooooo oo oo   ---- -- -   o.
timetable:class        GET    oooooo o- --   ---- -- -   -.
timetable:class_week   GET    oooooo o- --   ---- -- -   -.
timetable:teacher      GET    oooooo o- --   ---- -- -   -.
timetable:teacher_week GET    oooooo o- --   ---- -- -   -.
timetable:room         GET    oooooo o- --   ---- -- -   -.
timetable:room_week    GET    oooooo o- --   ---- -- -   -.

diary:home             GET    ------ -- --   oooo oo o   -.
diary:week             GET    ------ -- --   oooo oo o   -.
diary:marks            GET    ------ -- --   oooo oo o   -.
diary:home?child       GET    ------ -- --   ooo- -- -   -.
diary:week?child       GET    ------ -- --   ooo- -- -   -.
diary:marks?child      GET    ------ -- --   ooo- -- -   -.
diary:done             POST   ------ -- --   >xxx -- -   -.
diary:not_done         POST   ------ -- --   >xxx -- -   -.

school:choose          GET    ooo>>> oo o>   ---- -- -   o.
school:overview        GET    xxxooo x- --   ---- -- -   -.
school:groups          GET    xxxooo x- --   ---- -- -   -.
school:divide          POST   xxx>>> x- --   ---- -- -   -.
school:division        GET    xxxooo x- --   ---- -- -   -.
school:division        POST   xxx!!! x- --   ---- -- -   -.
school:own_group_new   GET    xxxooo x- --   ---- -- -   -.
school:own_group_new   POST   xxx!!! x- --   ---- -- -   -.
school:own_group       GET    xxxooo x- --   ---- -- -   -.
school:own_group       POST   xxx!!! x- --   ---- -- -   -.
school:year            GET    xxxooo x- --   ---- -- -   -.
school:year_add        GET    xxxooo x- --   ---- -- -   -.
school:year_add        POST   xxx!!! x- --   ---- -- -   -.
school:year_of         GET    xxxooo x- --   ---- -- -   -.
school:year_change     POST   xxx!!! x- --   ---- -- -   -.
school:year_remove     POST   xxx### x- --   ---- -- -   -.
school:break_add       POST   xxx!!! x- --   ---- -- -   -.
school:break           GET    xxxooo x- --   ---- -- -   -.
school:break           POST   xxx!!! x- --   ---- -- -   -.
school:break_remove    POST   xxx>-- x- --   ---- -- -   -.

school:bells           GET    xxxooo x- --   ---- -- -   -.
school:bells_add       GET    xxxooo x- --   ---- -- -   -.
school:bells_add       POST   xxx!!! x- --   ---- -- -   -.
school:bell_day_add    POST   xxx!!! x- --   ---- -- -   -.
school:bell_day_remove POST   xxx### x- --   ---- -- -   -.
school:bells_edit      GET    xxxooo x- --   ---- -- -   -.
school:bells_edit      POST   xxx!!! x- --   ---- -- -   -.
school:bells_shorten   POST   xxx!!! x- --   ---- -- -   -.
school:bells_usual     POST   xxx>>> x- --   ---- -- -   -.
school:bells_remove    POST   xxx### x- --   ---- -- -   -.
school:rooms           GET    xxxooo x- --   ---- -- -   -.
school:rooms           POST   xxx!!! x- --   ---- -- -   -.
school:room            GET    xxxooo x- --   ---- -- -   -.
school:room            POST   xxx!!! x- --   ---- -- -   -.
school:remove_room     POST   xxx### x- --   ---- -- -   -.
school:subjects        GET    xxxooo x- --   ---- -- -   -.
school:subjects        POST   xxx!!! x- --   ---- -- -   -.
school:subject         GET    xxxooo x- --   ---- -- -   -.
school:subject         POST   xxx!!! x- --   ---- -- -   -.
school:remove_subject  POST   xxx### x- --   ---- -- -   -.
school:kinds           GET    xxxooo x- --   ---- -- -   -.
school:kinds           POST   xxx!!! x- --   ---- -- -   -.
school:usual_kinds     POST   xxx>>> x- --   ---- -- -   -.
school:kind            GET    xxxooo x- --   ---- -- -   -.
school:kind            POST   xxx!!! x- --   ---- -- -   -.
school:kind_end        POST   xxx!!! x- --   ---- -- -   -.
school:kind_remove     POST   xxx### x- --   ---- -- -   -.
school:percent_scale   GET    xxxooo x- --   ---- -- -   -.
school:percent_scale   POST   xxx!!! x- --   ---- -- -   -.
school:rollover        GET    xxxooo x- --   ---- -- -   -.
school:rollover        POST   xxx!!! x- --   ---- -- -   -.
school:close_year      GET    xxxooo x- --   ---- -- -   -.
school:close_year      POST   xxx### x- --   ---- -- -   -.

school:teaching        GET    xxxooo x- --   ---- -- -   -.
school:teaching_of_year GET   xxxooo x- --   ---- -- -   -.
school:course_add      GET    xxxooo x- --   ---- -- -   -.
school:course_add      POST   xxx!!! x- --   ---- -- -   -.
school:course          GET    xxxooo x- --   ---- -- -   -.
school:course_teachers POST   xxx!!! x- --   ---- -- -   -.
school:course_values   POST   xxx!!! x- --   ---- -- -   -.
school:course_remove   POST   xxx### x- --   ---- -- -   -.

school:staff           GET    xxxoxo x- --   ---- -- -   -.
school:hire            GET    xxxoxo x- --   ---- -- -   -.
school:hire            POST   xxx!x! x- --   ---- -- -   -.
school:employee        GET    xxxoxo x- --   ---- -- -   -.
school:employee_correct GET   xxxoxo x- --   ---- -- -   -.
school:employee_correct POST  xxx!x! x- --   ---- -- -   -.
school:employee_leave  GET    xxxoxo x- --   ---- -- -   -.
school:employee_leave  POST   xxx!x! x- --   ---- -- -   -.
school:position_give   POST   xxx!x! x- --   ---- -- -   -.
school:position        GET    xxxoxo x- --   ---- -- -   -.
school:position        POST   xxx!x! x- --   ---- -- -   -.
school:position_end    POST   xxx!x! x- --   ---- -- -   -.
school:classes         GET    xxxooo x- --   ---- -- -   -.
school:classes_of_year GET    xxxooo x- --   ---- -- -   -.
school:class_add       GET    xxxooo x- --   ---- -- -   -.
school:class_add       POST   xxx!!! x- --   ---- -- -   -.
school:class           GET    xxxooo x- --   ---- -- -   -.
school:class_change    POST   xxx!!! x- --   ---- -- -   -.
school:class_lead      POST   xxx!!! x- --   ---- -- -   -.
school:class_remove    POST   xxx### x- --   ---- -- -   -.
school:deadlines       GET    xxxooo x- --   ---- -- -   -.
school:deadlines       POST   xxx!!! x- --   ---- -- -   -.
school:imports         GET    xxxooo x- --   ---- -- -   -.
school:import_new      GET    xxxooo x- --   ---- -- -   -.
school:import_new      POST   xxx!!! x- --   ---- -- -   -.
school:import_sample_csv  GET xxxooo x- --   ---- -- -   -.
school:import_sample_xlsx GET xxxooo x- --   ---- -- -   -.
school:import          GET    xxxooo x- --   ---- -- -   -.
school:import_columns  POST   xxx### x- --   ---- -- -   -.
school:import_answers  POST   xxx### x- --   ---- -- -   -.
school:import_ask_again POST  xxx### x- --   ---- -- -   -.
school:import_confirm  POST   xxx>>> x- --   ---- -- -   -.
school:import_discard  POST   xxx### x- --   ---- -- -   -.
school:import_undo     POST   xxx>>> x- --   ---- -- -   -.

school:pupils            GET    xxxooo x- --   ---- -- -   -.
school:pupil_codes       GET    xxxooo x- --   ---- -- -   -.
school:pupil_enrol       GET    xxxooo x- --   ---- -- -   -.
school:pupil_enrol       POST   xxx!!! x- --   ---- -- -   -.
school:pupil             GET    xxxooo x- --   ---- -- -   -.
school:pupil_edit        GET    xxxooo x- --   ---- -- -   -.
school:pupil_edit        POST   xxx!!! x- --   ---- -- -   -.
school:pupil_file        GET    xxxooo x- --   ---- -- -   -.
school:pupil_file        POST   xxx!!! x- --   ---- -- -   -.
school:pupil_code        GET    xxxooo x- --   ---- -- -   -.
school:pupil_code        POST   xxx!!! x- --   ---- -- -   -.
school:pupil_move        GET    xxxooo x- --   ---- -- -   -.
school:pupil_move        POST   xxx!!! x- --   ---- -- -   -.
school:pupil_leave       GET    xxxooo x- --   ---- -- -   -.
school:pupil_leave       POST   xxx!!! x- --   ---- -- -   -.
school:pupil_return      GET    xxxooo x- --   ---- -- -   -.
school:pupil_return      POST   xxx!!! x- --   ---- -- -   -.
school:guardian_add      GET    xxxooo x- --   ---- -- -   -.
school:guardian_add      POST   xxx!!! x- --   ---- -- -   -.
school:guardian          GET    xxxooo x- --   ---- -- -   -.
school:guardian          POST   xxx!!! x- --   ---- -- -   -.
school:guardian_contacts POST   xxx!!! x- --   ---- -- -   -.
school:guardian_end      POST   xxx!!! x- --   ---- -- -   -.
school:guardian_earlier  POST   xxx>>> x- --   ---- -- -   -.
school:person_merge      GET    xxxooo x- --   ---- -- -   -.
school:person_merged     POST   xxx--- x- --   ---- -- -   -.
school:archive         GET    xxxoxo x- --   ---- -- -   -.
school:archive         POST   xxx>x> x- --   ---- -- -   -.
school:archive_file    GET    xxx-x- x- --   ---- -- -   -.

operator:schools       GET    ------ -- --   ---- -- -   o.
operator:add_school    GET    ------ -- --   ---- -- -   o.
operator:add_school    POST   ------ -- --   ---- -- -   !.
operator:school        GET    ------ -- --   ---- -- -   o.
operator:change_school GET    ------ -- --   ---- -- -   o.
operator:change_school POST   ------ -- --   ---- -- -   !.
operator:add_superuser POST   ------ -- --   ---- -- -   !.
operator:superuser_password POST ------ -- -- ---- -- -   o.
operator:municipalities GET   ------ -- --   ---- -- -   o.
operator:municipalities POST  ------ -- --   ---- -- -   !.
operator:rename_municipality GET ------ -- -- ---- -- -   o.
operator:rename_municipality POST ------ -- -- ---- -- -  !.
operator:people        GET    ------ -- --   ---- -- -   o.
operator:people        POST   ------ -- --   ---- -- -   !.
operator:person        GET    ------ -- --   ---- -- -   o.
operator:person        POST   ------ -- --   ---- -- -   !.
operator:merge_people  GET    ------ -- --   ---- -- -   o.
operator:merge_people  POST   ------ -- --   ---- -- -   #.
operator:decline_merge POST   ------ -- --   ---- -- -   !.
"""
TABLE += PORTAL
