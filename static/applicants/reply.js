// Saves an answer to the office while one writes it. Without this script the buttons save.
import { sender } from "./sender.js";

const form = document.querySelector("form[data-autosave]");
let was = form.elements.text.defaultValue;

sender(form, {
  dirty: (data) => data.get("text") !== was,
  take(html, sent, say) {
    was = sent.get("text");
    say("");
    document.getElementById("saved").innerHTML = html; // the server's own words, never the writer's
  },
});
