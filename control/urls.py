from django.urls import path

from .disqualification import views as disqualif_views
from .switch import (
    answer_views as switch_answer_views,
)
from .switch import (
    more_views as switch_more_views,
)
from .switch import (
    page as switch_page,
)
from .switch import (
    views as switch_views,
)

app_name = "control"
urlpatterns = [
    path("switches/", switch_views.switch_list, name="switches"),
    path("switches/new/", switch_page.switch_new, name="switch_new"),
    path("switches/lift/", switch_page.switch_lift, name="switch_lift"),
    path("switches/prepared/", switch_more_views.prepared_list, name="prepared_list"),
    path("switches/prepared/<int:pk>/", switch_more_views.prepared_detail, name="prepared"),
    path("switches/answers/", switch_answer_views.answer_table, name="answers"),
    path("switches/answers/paste/", switch_answer_views.answer_paste, name="answers_paste"),
    path("switches/wall/", switch_more_views.area_wall, name="area_wall"),
    path("switches/<int:pk>/", switch_views.switch_detail, name="switch"),
    path("switches/<int:pk>/wall/", switch_more_views.switch_wall, name="switch_wall"),
    path("disqualifications/", disqualif_views.case_list, name="disqualifications"),
    path("disqualifications/new/", disqualif_views.case_new, name="disqualification_new"),
    path("disqualifications/<int:pk>/", disqualif_views.case_detail, name="disqualification"),
    path("disqualifications/<int:pk>/file/", disqualif_views.case_file, name="disqualification_file"),
    path("disqualifications/<int:pk>/print/", disqualif_views.case_print, name="disqualification_print"),
]
