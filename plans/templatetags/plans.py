"""A question in its form: label, rule, error, control with its unit, what the computer finds."""

from django import template

register = template.Library()


@register.inclusion_tag("plans/_question.html")
def question(form, line):
    """``line`` is the question as last saved, with its findings; the form may hold something newer."""
    bound = form[line.question.key]
    changed = bool(form.is_bound and form.errors) or bool(form.theirs)
    told = [finding for finding in line.findings if line.answer is not None]
    return {
        "field": bound,
        "question": line.question,
        "theirs": form.theirs.get(line.question.key),
        # What was found in the saved answer says nothing of one that is not saved yet.
        "told": [] if changed else told,
        "stops": line.question.severity == "block",
    }
