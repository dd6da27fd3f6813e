"""The place: nothing but data and these lines makes the portal Luzhou's."""

import os

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

OWN_REGION = os.environ.get("PORTAL_REGION", "510500")

CHECKPOINT_LIST_AGES = (15, 240, 1440)  # minutes: amber, red, and from then on nothing is called valid
CHECKPOINT_ENROL_MINUTES = 30  # how long a one-time code for a phone may be used
CHECKPOINT_PLACE_DAYS = 30  # after which a record no longer tells at which post it was made

# --- people on passes: ``passes/people.py`` -----------------------------------------------------------------
# Days after a pass is over: names, telephones and tests are masked on screens and in files, then deleted.
PASS_PEOPLE_MASKED_DAYS = int(os.environ.get("PORTAL_PEOPLE_MASKED_DAYS", "30"))
PASS_PEOPLE_DELETED_DAYS = int(os.environ.get("PORTAL_PEOPLE_DELETED_DAYS", "180"))
