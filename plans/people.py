"""Who files plans and who reviews them: the people of ``MOVES``, as rules over the record's firm or park."""

from django.db.models import Q

from enterprises.jurisdiction import city, clerk, district, park_committee, territory

filers = clerk("enterprise__") | territory("enterprise__") | park_committee("park__")
territorial = territory("enterprise__") | park_committee("park__")
county = district("enterprise__") | district("park__")
at_the_territory = territorial.when(Q(status="submitted"))
reviewers = at_the_territory | county | city
at_the_city = city.when(Q(needs_city=True))
