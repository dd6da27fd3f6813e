"""Every verb × every status × everyone of the cast, kept as a text to read."""

from pathlib import Path

from calls import services
from calls.models import Call, CallSheet
from calls.opening import open_sheet
from clock import clock
from enterprises.models import Enterprise
from tests.matrix import compare, matrix

VERBS = {
    "reached": services.reach_call,
    "no_answer": services.no_answer_call,
    "wrong_number": services.wrong_number_call,
}


def test_the_table_of_a_call_to_shanda(world):
    shanda = Enterprise.objects.filter(pk=world.shanda.pk)

    def make(status):
        if status == "":
            sheet = CallSheet.objects.create(kind="chosen", subject="停电通知", opened_at=clock.now())
            call = Call(sheet=sheet, enterprise=world.shanda)
            call.status, call.moved_at = "", clock.now()
            call.save()
            return call
        call = open_sheet(shanda, by=world.chen, subject="停电通知").calls.get()
        if status == "relayed":
            services.relay_call(call, by=world.luo, remark="门卫")
        elif status != "waiting":
            VERBS[status](call, by=world.luo)
        return call

    compare(matrix(Call, make, world.people), Path(__file__).with_name("matrix_call.txt"))
