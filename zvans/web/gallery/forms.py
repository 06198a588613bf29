from django import forms


class SampleForm(forms.Form):
    """A field in each state."""

    topic = forms.CharField(label="Tēma", help_text="Īsi: kas šajā stundā mācīts.")
    due_on = forms.CharField(label="Termiņš")
    kind = forms.ChoiceField(
        label="Veids", choices=[("1", "Mājasdarbs"), ("2", "Pārbaudes darbs")], widget=forms.Select
    )
    note = forms.CharField(label="Piezīme", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    closed = forms.CharField(label="Stunda", disabled=True, required=False, initial="3. stunda, 10.20–11.00")

    def clean_due_on(self) -> str:
        raise forms.ValidationError("Termiņam jābūt pēc stundas. Izvēlieties dienu pēc 23.11.2026.")
