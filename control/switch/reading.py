"""What officials paste: names or codes of firms, one a line or not; and answers, a firm with its time and people.

Forgiving of tabs, commas and Chinese punctuation; what is not understood is named by its line, never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from clock import clock

CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])")
PARTS = re.compile(r"[\n\r\t,;|、。]+")
WHEN = re.compile(
    r"(?:(?:(?P<y>\d{4})\s*[-/.年]\s*)?(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*[日号]?[\sT]*"
    r"|(?P<word>今天|今日|今晚上?|今早上?|昨天|昨日|昨晚上?|昨夜|前天|前晚)\s*)?"
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里)?\s*"
    r"(?<!\d)(?P<H>\d{1,2})\s*(?::\s*(?P<M>\d{2})(?::\d{2})?|[时点]\s*(?:(?P<half>半)|(?P<M2>\d{1,2})\s*分?)?)(?!\d)"
)
BACK = {"昨": 1, "前": 2}
WRITTEN_OUT = re.compile(r"[一二三四五六七八九十两]+\s*[点时]")  # a time in words, which is not read
COUNT_OF = re.compile(r"(?:闭环内|封闭)?(?:人员|员工)?(?:人数|共|合计)[\s:]*(?=\d)")
PEOPLE = re.compile(r"(?<![^\s,;|、:])(\d{1,7})\s*(?:人|名)?(?=$|[\s,;|、。])")
FAILED = re.compile(r"(?:未能启动|不能启动|无法启动|启动失败|未启动)[\s,;:、]*(?P<why>.*)$")
MOST_PEOPLE = 1_000_000  # inside one firm's loop
DAY = timedelta(days=1)


def plain(text):
    """Half-width signs and digits, so that ， and ： read as , and :."""
    return unicodedata.normalize("NFKC", text)


def squeezed(name):
    """A name as one compares it: brackets of either width, blanks and letter case do not matter."""
    return re.sub(r"\s+", "", plain(name)).casefold()


class Firms:
    """Finds firms among those of a queryset by credit code, name, or a part of the name only one of them has."""

    def __init__(self, firms):
        rows = list(firms.order_by("pk").values_list("pk", "credit_code", "name"))
        self.by_code = {code: pk for pk, code, _name in rows}
        self.names = {pk: name for pk, _code, name in rows}
        self.by_name = {}
        for pk, name in self.names.items():
            self.by_name.setdefault(squeezed(name), []).append(pk)

    def find(self, text):
        """(key of the firm, "") or (None, a sentence why not)."""
        if (code := CODE.search(text)) and (found := self.by_code.get(code[0].upper())):
            return found, ""
        name = squeezed(CODE.sub("", text)) or squeezed(text)
        same = self.by_name.get(name)
        if same is None and len(name) >= 2:
            same = [pk for known, keys in self.by_name.items() if name in known for pk in keys]
        if not same:
            return None, _("没有找到这家企业，或您的身份看不到。")
        if len(same) > 1:
            names = "、".join(self.names[pk] for pk in same[:3])
            return None, _("不止一家企业叫这个名字：{names}。请写全称或信用代码。").format(names=names)
        return same[0], ""


def read_firms(text, firms):
    """(keys of the firms named, in order and once each; [(what was typed, why it was not found)])."""
    known, found, lost = Firms(firms), {}, []
    for part in PARTS.split(plain(text)):
        if part := part.strip():
            key, why = known.find(part)
            if key is None:
                lost.append((part, why))
            else:
                found[key] = True
    return list(found), lost


@dataclass
class Answer:
    """One line of a paste or table: that a firm sealed itself (``people`` at ``at``), or could not (``why``)."""

    line: int
    text: str
    firm: int | None = None
    loop: int | None = None
    name: str = ""
    planned: int | None = None
    people: int | None = None
    at: datetime | None = None
    why: str = ""
    errors: list = field(default_factory=list)


def read_line(number, text):
    """An ``Answer`` of one line, and what is left of it: the firm's name or code."""
    answer, left = Answer(number, text.strip()), plain(text)
    code = CODE.search(left)
    left = CODE.sub(" ", left, 1)
    if failed := FAILED.search(left):
        answer.why, left = failed["why"].strip(" ,;。"), left[: failed.start()]
        if not answer.why:
            answer.errors.append(_("未能启动须写原因。"))
    if (when := WHEN.search(left)) is not None:
        try:
            answer.at = moment_of(when)
        except ValueError:
            answer.errors.append(_("时间不对：{words}。").format(words=when[0].strip()))
        left = f"{left[: when.start()]} {left[when.end() :]}"
    if not failed:
        left = COUNT_OF.sub(" ", left)
        numbers = PEOPLE.findall(left)
        left = PEOPLE.sub(" ", left)
        if len(numbers) == 1:
            answer.people = int(numbers[0])
        else:
            answer.errors.append(_("没有写人数。") if not numbers else _("有两个以上的数，不知哪个是人数。"))
        if answer.people is not None and not 0 < answer.people <= MOST_PEOPLE:
            answer.errors.append(_("人数应为大于0的整数。"))
    if answer.at is None and (unread := WRITTEN_OUT.search(left)):
        answer.errors.append(_("时间请用数字写：{words}。").format(words=unread[0]))
    name = " ".join(re.sub(r"[\t,;|、。:]+", " ", left).split())
    return answer, code[0] if code else name


def moment_of(when):
    """The moment meant: without a day the latest such hour that has passed; without a year the latest such day."""
    now = timezone.localtime(clock.now())
    hour, minute = int(when["H"]), 30 if when["half"] else int(when["M"] or when["M2"] or 0)
    day, dated = now.date(), bool(when["m"] or when["word"])
    if when["m"]:
        day = day.replace(year=int(when["y"] or day.year), month=int(when["m"]), day=int(when["d"]))
    elif when["word"]:
        day -= BACK.get(when["word"][0], 0) * DAY
    hour, later = by_the_clock(hour, f"{when['word'] or ''}{when['part'] or ''}")
    day += DAY if later and dated else 0 * DAY
    midnight = hour == 24 and minute == 0
    at = datetime.combine(day, time(0 if midnight else hour, minute), now.tzinfo) + (
        DAY if midnight else 0 * DAY
    )
    if at > now and not dated:
        at -= DAY
    if at > now and when["m"] and not when["y"]:
        at = at.replace(year=at.year - 1) if at - now > 180 * DAY else at
    return at


def by_the_clock(hour, said):
    """(the hour of twenty-four, whether it is the next day's) of 昨晚10点, 下午3点, 晚上12点.

    A night's twelve and the hours after it belong to the day that follows; an hour beyond twelve says itself.
    """
    if hour > 12:
        return hour, False
    if "晚" in said.replace("傍晚", "") or "夜" in said:
        return (hour % 12, True) if hour < 5 or hour == 12 else (hour + 12, False)
    if "下午" in said or "傍晚" in said or ("中午" in said and hour < 4):
        return hour % 12 + 12, False
    return (0, False) if "凌晨" in said and hour == 12 else (hour, False)
