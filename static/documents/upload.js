// Uploads without leaving the page: each file is the raw body of one request, one after another.
// Words come from data- attributes; without this script the form beneath works by itself.

import { csrfToken } from "../pobyt/csrf.js";
import { Row } from "./upload-row.js";

const STARTS = [[0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47], [0x25, 0x50, 0x44, 0x46]];
const BLANKS = new Set([0x09, 0x0a, 0x0d, 0x20, 0xbb, 0xbf, 0xef]);

class Uploader {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.form = root.querySelector("[data-drop]");
    this.queue = root.querySelector("[data-queue]");
    this.files = root.querySelector("[data-files]");
    this.news = root.querySelector("[data-news]");
    this.waiting = [];
    this.current = null;
    this.takeOver();
  }

  takeOver() {
    this.form.querySelector("[data-plain]").hidden = true;
    this.form.querySelector("[data-drop-words]").hidden = !matchMedia("(hover: hover)").matches;
    this.form.querySelector("[data-camera]").hidden = !matchMedia("(pointer: coarse)").matches;
    for (const input of this.form.querySelectorAll("[data-input]")) {
      const take = () => {
        this.add([...input.files]);
        input.value = "";
      };
      input.addEventListener("change", take);
      if (input.files.length) queueMicrotask(take); // chosen before this script had come
    }
    this.root.addEventListener("pages", ({ detail }) => this.add(detail)); // photographed: pages.js
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.files.addEventListener("change", ({ target }) => {
      if (target.dataset.replaces) this.add([...target.files], target.dataset.replaces);
      target.value = "";
    });
    this.files.addEventListener("submit", (event) => {
      event.preventDefault();
      this.remove(event.target);
    });
    this.prepare();
    for (const name of ["dragenter", "dragover"]) {
      this.form.addEventListener(name, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        this.form.dataset.over = "";
      });
    }
    for (const name of ["dragleave", "drop"]) {
      this.form.addEventListener(name, () => delete this.form.dataset.over);
    }
    this.form.addEventListener("drop", (event) => {
      event.preventDefault();
      this.add([...event.dataTransfer.files]);
    });
  }

  // What only works with a script appears with it.
  prepare() {
    for (const label of this.files.querySelectorAll("[data-replace]")) label.hidden = false;
  }

  add(files, replaces = "") {
    for (const file of files) {
      const row = new Row(this, file, replaces);
      this.queue.append(row.element);
      this.enqueue(row);
    }
  }

  enqueue(row) {
    row.wait();
    this.waiting.push(row);
    this.next();
  }

  async next() {
    if (this.current || this.waiting.length === 0) return;
    const row = (this.current = this.waiting.shift());
    const refusal = await this.refusal(row.file);
    if (this.current !== row) return;
    if (refusal) this.fail(row, refusal, false);
    else row.send();
  }

  // What can be told before anything is sent; the server looks again.
  async refusal(file) {
    if (file.size === 0) return this.words.textEmpty;
    if (file.size > Number(this.words.most)) return this.words.textTooLarge;
    const bytes = new Uint8Array(await file.slice(0, 64).arrayBuffer().catch(() => []));
    const from = Math.max(bytes.findIndex((byte) => !BLANKS.has(byte)), 0);
    const known = STARTS.some((start) => start.every((byte, at) => bytes[from + at] === byte));
    return known ? "" : this.words.textWrongType;
  }

  async saved(row, answer) {
    this.tell("textSaved", row);
    await this.show(answer);
    row.element.remove();
    this.done(row);
  }

  fail(row, reason, again) {
    row.fail(reason, again);
    this.tell("textFailed", row, ` ${reason}`);
    this.done(row);
  }

  cancel(row) {
    this.waiting = this.waiting.filter((other) => other !== row);
    row.element.remove();
    this.tell("textCancelled", row);
    this.form.querySelector("[data-input]").focus();
    this.done(row);
  }

  done(row) {
    if (this.current === row) this.current = null;
    this.next();
  }

  async remove(form) {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": this.token },
    }).catch(() => null);
    if (!answer?.ok || answer.redirected) return form.submit();
    const row = form.closest(".file-row");
    const name = row?.querySelector(".file-row__name")?.textContent.trim() ?? "";
    await this.show(await answer.json());
    this.say("textRemoved", name);
    this.form.querySelector("[data-input]").focus({ preventScroll: true });
  }

  // The list as the server has it now, and whatever else on the page depends on it.
  async show({ files, parts = {} }) {
    const list = files ?? (await this.fetchList());
    if (list === null) return location.reload();
    this.files.innerHTML = list;
    this.prepare();
    for (const [name, html] of Object.entries(parts)) {
      for (const place of document.querySelectorAll(`[data-part="${name}"]`)) place.innerHTML = html;
    }
  }

  async fetchList() {
    const answer = await fetch(this.words.listUrl, { credentials: "same-origin" }).catch(() => null);
    return answer?.ok && !answer.redirected ? answer.text() : null;
  }

  get token() {
    return csrfToken(this.form.elements.csrfmiddlewaretoken.value);
  }

  tell(key, row, more = "") {
    this.say(key, row.file.name, more);
  }

  say(key, name, more = "") {
    this.news.textContent = this.words[key].replace("{name}", name) + more;
  }

  get busy() {
    return this.current !== null || this.waiting.length > 0;
  }
}

const uploaders = [...document.querySelectorAll("[data-uploader]")].map((root) => new Uploader(root));
addEventListener("beforeunload", (event) => {
  if (uploaders.some((uploader) => uploader.busy)) event.preventDefault();
});
// A file that misses the drop zone must not replace the page.
for (const name of ["dragover", "drop"]) {
  addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}
