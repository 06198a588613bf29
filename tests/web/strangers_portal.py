"""The part of `strangers_table.py` about the portal's pages behind a door: comments, moderators, editors, the support's desk."""

PORTAL = """
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
editing:throw_away     GET    ------ -- --   ---- -- -   -.
editing:throw_away     POST   ------ -- --   ---- -- -   -.
editing:pin            POST   ------ -- --   ---- -- -   -.
editing:answer         POST   ------ -- --   ---- -- -   -.
editing:history        GET    ------ -- --   ---- -- -   -.
editing:restore        POST   ------ -- --   ---- -- -   -.
editing:figures        GET    ------ -- --   ---- -- -   -.
comments:write         GET    oooooo oo oo   oooo oo o   o.
comments:write         POST   !!!!!! !! !!   !!!! !! !   !.
comments:own           GET    oooooo oo oo   oooo oo o   o.
comments:name          POST   !!!!!! !! !!   !!!! !! !   !.
comments:own_name      POST   >>>>>> >> >>   #>>> ># >   >.
comments:remove        GET    ------ -- --   -o-- -- -   -.
comments:remove        POST   ------ -- --   ->-- -- -   -.
comments:queue         GET    ------ -- --   ---- -- -   -.
comments:all           GET    ------ -- --   ---- -- -   -.
comments:decide        GET    ------ -- --   ---- -- -   -.
comments:decide        POST   ------ -- --   ---- -- -   -.
comments:let_through   POST   ------ -- --   ---- -- -   -.
comments:author        GET    ------ -- --   ---- -- -   -.
comments:author        POST   ------ -- --   ---- -- -   -.
comments:lift_bar      POST   ------ -- --   ---- -- -   -.

operator:material      GET    ------ -- --   ---- -- -   o.
operator:material      POST   ------ -- --   ---- -- -   !.
"""
