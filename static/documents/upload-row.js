// One file on its way: its bar, the time that is left, and what went wrong.

const LANGUAGE = document.documentElement.lang || "en";
const percent = new Intl.NumberFormat(LANGUAGE, { style: "percent", maximumFractionDigits: 0, numberingSystem: "latn" });
const amount = (value, unit, digits = 0) =>
  new Intl.NumberFormat(LANGUAGE, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: digits, numberingSystem: "latn" }).format(value);

const duration = (seconds) =>
  seconds < 60 ? amount(Math.max(Math.ceil(seconds), 1), "second") : amount(Math.ceil(seconds / 60), "minute");

const size = (bytes) => {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(LANGUAGE, { style: "unit", unit, maximumFractionDigits: 1, numberingSystem: "latn" }).format(value);
};

export class Row {
  constructor(uploader, file, replaces) {
    this.uploader = uploader;
    this.file = file;
    this.id = crypto.randomUUID?.(); // not there without a secure line; then each sending counts
    this.address = new URL(uploader.words.uploadUrl, location);
    if (replaces) this.address.searchParams.set("replaces", replaces);
    this.element = uploader.root.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
    for (const place of this.all("[data-name]")) place.textContent = file.name;
    this.one("[data-size]").textContent = size(file.size);
    this.one("[data-bar]").setAttribute("aria-label", file.name);
    this.one("[data-cancel]").addEventListener("click", () => this.cancel());
    this.one("[data-retry]").addEventListener("click", () => this.uploader.enqueue(this));
    this.one("[data-dismiss]").addEventListener("click", () => this.element.remove());
  }

  one(selector) {
    return this.element.querySelector(selector);
  }

  all(selector) {
    return this.element.querySelectorAll(selector);
  }

  show(state, words = "") {
    const failed = state === "refused";
    this.element.dataset.state = state;
    this.one("[data-progress-words]").textContent = words;
    this.one("[data-bar]").hidden = failed;
    this.one("[data-reason]").hidden = !failed;
    this.one("[data-cancel]").hidden = failed;
    this.one("[data-dismiss]").hidden = !failed;
    this.one("[data-retry]").hidden = true;
  }

  wait() {
    this.one("[data-bar]").value = 0;
    this.show("uploading", this.uploader.words.textWaiting);
  }

  send() {
    const { words, token } = this.uploader;
    const request = (this.request = new XMLHttpRequest());
    this.began = performance.now();
    this.uploader.tell("textStarted", this);
    this.show("uploading");
    request.open("POST", this.address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-CSRFToken", token);
    if (this.id) request.setRequestHeader("X-Upload-Id", this.id);
    request.setRequestHeader(words.nameHeader, encodeURIComponent(this.file.name));
    request.upload.addEventListener("progress", (event) => this.progress(event));
    request.upload.addEventListener("load", () => this.show("uploading", words.textChecking));
    request.addEventListener("load", () => this.answered(request));
    for (const name of ["error", "abort"]) request.addEventListener(name, () => this.lost());
    request.send(this.file);
  }

  progress({ loaded, total }) {
    const part = total ? loaded / total : 0;
    const seconds = (performance.now() - this.began) / 1000;
    const left = part > 0.02 && seconds > 1 ? (seconds / part) * (1 - part) : null;
    const { textSending, textLeft } = this.uploader.words;
    this.one("[data-bar]").value = part * 100;
    this.one("[data-progress-words]").textContent = (left === null ? textSending : textLeft)
      .replace("{percent}", percent.format(part))
      .replace("{time}", left === null ? "" : duration(left));
  }

  answered(request) {
    const { words } = this.uploader;
    const signedOut = request.status === 403 || new URL(request.responseURL).pathname !== this.address.pathname;
    if (request.status === 201) this.uploader.saved(this, JSON.parse(request.responseText));
    else if (signedOut) this.uploader.fail(this, words.textSignedOut, true);
    else if (request.status === 422) {
      const { code, message } = JSON.parse(request.responseText);
      this.uploader.fail(this, message, ["cut_off", "unavailable", "missing"].includes(code));
    } else this.uploader.fail(this, words.textUnavailable, true);
  }

  fail(reason, again) {
    this.show("refused");
    this.one("[data-reason]").textContent = reason;
    this.one("[data-retry]").hidden = !again;
    if (again) this.one("[data-retry]").focus({ preventScroll: true });
  }

  lost() {
    if (!this.cancelled) this.uploader.fail(this, this.uploader.words.textLost, true);
  }

  cancel() {
    this.cancelled = true;
    this.request?.abort();
    this.uploader.cancel(this);
  }
}
