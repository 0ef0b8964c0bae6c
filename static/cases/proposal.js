// Shows only the fields that the chosen outcome needs. Without a script all of them are there.
const form = document.getElementById("proposal");

function show() {
  const outcome = form.querySelector('input[name="outcome"]:checked')?.value;
  for (const part of form.querySelectorAll("[data-outcome]")) {
    part.hidden = part.dataset.outcome !== outcome;
  }
}

form.addEventListener("change", show);
show();
