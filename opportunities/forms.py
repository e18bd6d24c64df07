"""Why figures are taken away without disclosure control."""

from django import forms


class LiftForm(forms.Form):
    """The reason is kept in the audit trail."""

    reason = forms.CharField(
        label="Why do you need the small counts?", min_length=10, max_length=300,
        help_text="For example: to check the tables with the panel's facilitator. It is kept with your name.",
        error_messages={
            "required": "Enter why you need the small counts", "min_length": "Enter a reason of 10 characters or more",
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
