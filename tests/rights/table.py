"""The table of rights: every address and method, and for whom it opens. Written from the rules, not from areas.access.

One line is `name methods whom [what]`. `whom` has a letter for each of

    S steward   L lead   F facilitator   P panel member   V viewer   X site administrator   N no area   A anonymous

A capital: it opens. A small letter: they are told that they may not (403), as they see the thing itself. A dot: nothing
is there (404), byte for byte as for what does not exist; to A a dot says "sign in first". All of it is about things of
one's own area; another area's are nothing to anybody but X.

`what` says which thing of `world` a parameter names (`note_id=reported`) or what it is called (`form:csv`), where
`addresses.NAMED` does not. `says:word_word` names a sentence: the act itself is let through, and refused as the thing
is not in the state for it.

A method without a line has to answer 405. Names may have a `*`; the longest name that fits counts.
**A new address needs a line here**: write down who should get in, then run `pytest tests/rights`.
"""

PUBLIC = """
accounts:sign-in                            GET,POST,PUT  SLFPVXNA  # who is signed in is led on
accounts:sign-out                           POST          SLFPVXNA
accounts:signed-out                         GET           SLFPVXNA
help                                        GET           SLFPVXNA
guide                                       GET           SLFPVXNA
guide-document                              GET           SLFPVXNA  name:method
shortcuts                                   GET           SLFPVXNA
accessibility                               GET           SLFPVXNA
privacy                                     GET           SLFPVXNA
health                                      GET           SLFPVXNA
ready                                       GET           SLFPVXNA
api:schema                                  GET           SLFPVXNA
api:docs                                    GET           SLFPVXNA
invitations:open                            GET           SLFPVXNA  token:abc
invitations:accept                          GET,POST      ........  # for whoever followed the link of one
openid_connect_login                        GET           ........  provider_id:provider  # none is named here
openid_connect_callback                     GET           ........  provider_id:provider
socialaccount_login_cancelled               GET           SLFPVXNA
metrics                                     GET           ........  # for whoever has its secret
(no-name)                                   GET,POST,PUT,PATCH,DELETE,OPTIONS SLFPVXNA  # admin/login/
"""

# About oneself alone; a library's, which asks for the password again where it matters.
SIGNING_IN = """
account_login                               GET,POST      SLFPVXNA
account_reset_password*                     GET,POST      SLFPVXNA
account_reset_password_done                 GET           SLFPVXNA
account_reset_password_from_key_done        GET           SLFPVXNA
account_reset_password_from_key             GET,POST      SLFPVXNA  uidb36:1 key:abc-def
account_*                                   GET,POST      SLFPVXN.
mfa_*                                       GET,POST      SLFPVXN.
mfa_index                                   GET           SLFPVXN.
mfa_list_webauthn                           GET           SLFPVXN.
mfa_deactivate_totp                         GET,POST      ........  # nobody here has one
mfa_view_recovery_codes                     GET           ........
mfa_remove_webauthn                         GET,POST      SLFPVXN.  pk:1
"""

EVERYBODY = """
opportunities:export-jobs                   GET           SLFPVXN.  # their own files
opportunities:export-job                    GET           .L......  pk=job
opportunities:export-file                   GET           .L......  pk=job
accounts:sessions                           GET           SLFPVXN.
accounts:end-other-sessions                 POST          SLFPVXN.
accounts:end-session                        POST          ........  pk:987654321  # of nobody here
accounts:session                            GET,POST      SLFPVXNA  # tells a script whether it has ended
start                                       GET           SLFPVXN.
accounts:password                           GET,POST,PUT  SLFPVXN.
accounts:password-changed                   GET           SLFPVXNA
accounts:tokens                             GET,POST      SLFPVXN.
accounts:end-token                          POST          .L......  # one's own alone: here one of L's
pathways:catalogue                          GET           SLFPVXN.
reviews:how-i-compare                       GET           SLFPVXN.  # their own answers
api:decision-points                         GET           SLFPVXN.
api:pathways                                GET           SLFPVXN.
api:reasons                                 GET           SLFPVXN.
"""

# What is not of one area: lists hold only what is of theirs, and may be empty.
LISTS = """
areas:audit                                 GET           S....X..
areas:take-audit                            POST          S....X..
reviews:checks                              GET           .....X..
reviews:on-day                              GET           S....X..
areas:list                                  GET           SLFPVXN.
reviews:batches                             GET           SLFPVXN.
reviews:reported                            GET           SLFPVXN.
reviews:known-people                        GET           SLFPVXN.
reviews:panels                              GET           SLFPVXN.
reviews:workshops                           GET           SLFPVXN.
reviews:new-batch                           GET,POST      SlfpvXn.
reviews:new-panel                           GET,POST      sLfpvXn.
reviews:new-workshop                        GET,POST      sLfpvXn.
reviews:exchanges                           GET           sLfpvXn.
reviews:accept-exchange                     GET,POST      sLfpvXn.
api:areas                                   GET           SLFPVXN.
api:batches                                 GET,POST      SLFPVXN.  # a POST without a file: test_named_within has one
api:exchanges                               GET           SLFPVXN.
api:workshops                               GET           SLFPVXN.
"""

INPUTS = """
areas:inputs                                GET           .L..VX..
areas:budgets                               GET,POST      .L...X..
areas:decision-point                        GET,POST      .L...X..  code:q3-discharge
areas:costs                                 GET,POST      .L...X..  code:reablement
areas:procurement                           GET,POST      .L...X..
areas:services                              GET           .L..VX..
areas:services                              POST          .L...X..
areas:new-rate                              GET,POST      .L...X..
areas:rate                                  GET,POST      .L...X..  pk=rate
areas:remove-rate                           POST          .L...X..  pk=rate
areas:upload                                GET,POST      .L...X..
areas:download                              GET           .L..VX..  form:json
areas:people                                GET           SL...X..
areas:people                                POST          Sl...X..
areas:remove-role                           POST          Sl...X..  pk=membership
areas:send-again                            POST          Sl...X..  pk=invitation
areas:withdraw                              POST          Sl...X..  pk=invitation
api:area                                    GET           SLFPVX..
"""

BATCHES = """
reviews:template                            GET           S....X..  kind:case-notes form:csv
reviews:batch                               GET           SL...X..
reviews:passport                            GET           SL...X..
reviews:accept-batch                        POST          Sl...X..  batch_id=checked
reviews:choose-sheet                        POST          Sl...X..  batch_id=checked says:no_such_sheet
reviews:withdraw-batch                      GET,POST      Sl...X..
reviews:cancel-batch                        POST          Sl...X..  batch_id=waiting
reviews:batch-notes                         GET           Sl...X..
reviews:retire-note                         GET,POST      S....X..  note_id=note
reviews:take-rows                           POST          Sl...X..  batch_id=held
reviews:conflicts                           GET           Sl...X..
reviews:held-rows                           GET           Sl...X..  batch_id=held
reviews:decide-findings                     POST          Sl...X..  batch_id=held
reviews:held-row                            GET,POST      S....X..  batch_id=held
reviews:decide-finding                      POST          S....X..  batch_id=held
reviews:leave-out-row                       POST          S....X..  batch_id=held
reviews:screen-entries                      GET,POST      S....X..
reviews:remove-screen-entry                 POST          S....X..
reviews:reported-note                       GET,POST      S....X..  note_id=reported
reviews:take-back                           POST          S....X..
api:batch                                   GET           SL...X..
api:batch-problems                          GET           SL...X..
api:batch-conflicts                         GET           Sl...X..
api:batch-accept                            POST          Sl...X..  batch_id=checked
api:batch-cancel                            POST          Sl...X..  batch_id=waiting
api:batch-withdraw                          POST          Sl...X..
"""

# F runs the workshop and P is on its panel; neither L nor F nor X is.
WORKSHOPS = """
reviews:panel                               GET,POST      .L...X..
reviews:leave-panel                         POST          .L...X..
reviews:add-quorum-rule                     GET,POST      .L...X..
reviews:remove-quorum-rule                  POST          .L...X..
reviews:offer-exchange                      GET,POST      .L...X..
reviews:exchange                            GET           .L...X..
reviews:withdraw-exchange                   POST          .L...X..
reviews:workshop                            GET           .LFP.X..
reviews:choose-notes                        GET,POST      .Lfp.X..
reviews:remove-note                         POST          .Lfp.X..  note_id=unjudged
reviews:next                                GET           .LFP.X..
reviews:take-over                           GET,POST      .LFp.X..
reviews:take-note                           POST          .lfP.x..  workshop_id=own
reviews:agree-ready                         POST          .LFp.X..  workshop_id=own
reviews:stop-waiting                        POST          .LFp.X..  workshop_id=own note_id=collecting says:Nobody_has
reviews:close-workshop                      POST          .LFp.X..
reviews:judge                               GET,POST      .lfP.x..
reviews:draft                               POST          .lfP.x..  note_id=unjudged
reviews:drop-draft                          POST          .LFP.X..
reviews:private-note                        POST          .LFP.X..
reviews:agree                               GET,POST      .LFp.X..
reviews:open-note                           POST          .LFp.X..
reviews:skip-note                           POST          .LFp.X..
reviews:reveal-note                         POST          .LFp.X..  workshop_id=room note_id=open
reviews:undo-reveal                         POST          .LFp.X..  workshop_id=shown_room note_id=shown
reviews:live                                GET           .LFP.X..
reviews:live-judge                          GET           .LFP.X..
reviews:live-agree                          GET           .LFP.X..
reviews:declare                             GET,POST      .LFP.X..  kind:knows-person
api:declaration                             POST          .LFP.X..
api:workshop                                GET           .LFP.X..
api:workshop-next                           GET           .LFP.X..
api:workshop-next                           POST          .lfP.x..  workshop_id=own
api:judgement                               GET           ...P....  # one's own; others have none
api:judgement                               PUT           .lfP.x..
api:agreed-review                           GET           .LFp.X..  workshop_id=agreed_room note_id=agreed
api:agreed-review                           PUT           .LFp.X..
api:exchange                                GET           .L...X..
"""

CASES = """
reviews:agreed-reviews                      GET           .L...X..
reviews:agreed-review                       GET           .L...X..
reviews:cases                               GET           .LF..X..
reviews:new-case                            GET,POST      .LF..X..
reviews:case                                GET           .LF..X..
reviews:approve-case                        POST          .Lf..X..
reviews:refuse-case                         POST          .LF..X..  # without a reason
reviews:withdraw-case                       POST          .LF..X..  # F wrote it
"""

FIGURES = """
opportunities:area                          GET           .L..VX..
opportunities:area-flows                    GET           .L..VX..
opportunities:area-why                      GET           .L..VX..
opportunities:area-where                    GET           .L..VX..
opportunities:consistency                   GET           .L..VX..
opportunities:export                        GET           .L..VX..  form:json
opportunities:export                        POST          ........  form:json
opportunities:drawing                       GET           .L..VX..  code:system-map form:svg
opportunities:roll-up                       POST          .L..VX..
opportunities:method                        GET           .L...X..
opportunities:lift                          GET,POST      .L...X..  form:json
opportunities:research                      GET,POST      .L...X..
opportunities:scenarios                     GET           .L...X..
opportunities:new-scenario                  GET,POST      .L...X..
opportunities:compare-scenarios             GET           .L...X..
opportunities:scenario                      GET,POST      .L...X..  pk=scenario
opportunities:copy-scenario                 POST          .L...X..  pk=scenario
opportunities:remove-scenario               GET,POST      .L...X..  pk=scenario
opportunities:rounds                        GET           .L...X..
opportunities:new-round                     GET,POST      .L...X..
opportunities:round                         GET,POST      .L...X..  pk=round
opportunities:remove-round                  POST          .L...X..  pk=round
api:area-opportunities                      GET           .L..VX..
api:area-cost-movements                     GET           .L..VX..
api:area-flows                              GET           .L..VX..
api:area-headlines                          GET           .L..VX..
api:area-consistency                        GET           .L..VX..
api:area-breakdowns                         GET           .L..VX..
api:area-scenarios                          GET           .L...X..
api:area-rounds                             GET           .L...X..
"""

# For whoever sees figures of any area, under disclosure control unless they lead every area. They name the areas that
# are pooled, and which inputs keep one out of the money: nothing else of another area.
OF_ALL_AREAS = """
opportunities:all-areas                     GET           .L..VX..
opportunities:all-areas-flows               GET           .L..VX..
opportunities:all-areas-why                 GET           .L..VX..
opportunities:all-areas-where               GET           .L..VX..
opportunities:consistency-of-all            GET           .L..VX..
opportunities:compare                       GET           .L..VX..
opportunities:compare-drawing               GET           .L..VX..  code:dots form:svg
opportunities:export-all                    GET           .L..VX..  form:json
opportunities:export-all                    POST          ........  form:json
opportunities:drawing-of-all                GET           .L..VX..  code:system-map form:svg
opportunities:roll-up-all                   POST          .L..VX..
opportunities:lift-all                      GET,POST      .....X..  form:json
api:opportunities                           GET           .L..VX..
api:cost-movements                          GET           .L..VX..
api:flows                                   GET           .L..VX..
api:headlines                               GET           .L..VX..
api:consistency                             GET           .L..VX..
api:breakdowns                              GET           .L..VX..
opportunities:publications-of-all           GET           .L..VX..
opportunities:propose-of-all                GET,POST      .L...X..
opportunities:compare-publications-of-all   GET           .L..VX..
opportunities:publication-of-all            GET           .L..VX..  number=of_all
opportunities:publication-flows-of-all      GET           .L..VX..  number=of_all
opportunities:publication-why-of-all        GET           .L..VX..  number=of_all
opportunities:publication-where-of-all      GET           .L..VX..  number=of_all
opportunities:publication-export-of-all     GET           .L..VX..  number=of_all form:json
opportunities:publication-export-of-all     POST          ........  number=of_all form:json
opportunities:decide-of-all                 GET           .L...X..  number=of_all_proposed
opportunities:approve-of-all                POST          .l...X..  number=of_all_proposed
opportunities:refuse-of-all                 POST          .L...X..  number=of_all_proposed
opportunities:withdraw-of-all               POST          .L...x..  number=of_all_proposed
api:publications                            GET           .L..VX..
api:publication                             GET           .L..VX..  number=of_all
"""

# "approved" is to be seen by all who see figures, "proposed" by who decides; "own" was proposed by L.
PUBLICATIONS = """
opportunities:publications                  GET           .L..VX..
opportunities:propose                       GET,POST      .L...X..
opportunities:compare-publications          GET           .L..VX..
opportunities:publication                   GET           .L..VX..
opportunities:publication-flows             GET           .L..VX..
opportunities:publication-why               GET           .L..VX..
opportunities:publication-where             GET           .L..VX..
opportunities:publication-export            GET           .L..VX..  form:json
opportunities:publication-export            POST          ........  form:json
opportunities:decide                        GET           .L...X..  number=proposed
opportunities:approve                       POST          .L...X..  number=proposed
opportunities:refuse                        POST          .L...X..  number=proposed
opportunities:withdraw                      POST          .L...x..  number=own_proposal
api:area-publications                       GET           .L..VX..
api:area-publication                        GET           .L..VX..
"""

# Whoever is no site administrator is led to the admin's own sign-in, whatever they ask for and how.
ADMIN = """
admin:*                                     GET,POST,PUT,PATCH,DELETE .....X..  # test_admin asks it
"""

TABLE = "".join(
    (
        PUBLIC,
        SIGNING_IN,
        EVERYBODY,
        LISTS,
        INPUTS,
        BATCHES,
        WORKSHOPS,
        CASES,
        FIGURES,
        OF_ALL_AREAS,
        PUBLICATIONS,
        ADMIN,
    )
)
