// Several photographs in a row by the desk's camera, or pictures of a scanner, put in order and sent
// as one file of several pages. Without this script, or a camera, files are chosen as ever.
import { join } from "./join.js";

const dialog = document.querySelector("[data-pages]");
const find = (name) => dialog.querySelector(`[data-${name}]`);
const LARGEST_SIDE = 3000;
const MOST = 40;
const QUALITY = 0.85;
const THUMBNAIL = 160;

let opener = null;
let stream = null;
let pages = [];

const words = () => dialog.dataset;
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const tell = (text) => {
  find("news").textContent = text;
};

async function open(button) {
  opener = button;
  pages = [];
  find("for").textContent = button.dataset.name;
  draw();
  tell("");
  dialog.showModal();
  await start();
}

async function start(deviceId = "") {
  stop();
  const wanted = { width: { ideal: 2560 }, height: { ideal: 1440 } };
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: "environment" };
  try {
    const got = await navigator.mediaDevices.getUserMedia({ video: { ...wanted, ...which } });
    if (!dialog.open) return got.getTracks().forEach((track) => track.stop());
    stream = got;
    stream.getVideoTracks()[0].addEventListener("ended", () => without());
    find("video").srcObject = stream;
    await find("video").play();
    await offer();
    show(true);
  } catch {
    without();
  }
}

function without() {
  stop();
  show(false);
}

function show(there) {
  find("live").hidden = !there;
  find("none").hidden = there;
  find("take").hidden = !there;
}

function stop() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
}

// Which camera, when the desk has several.
async function offer() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(({ kind }) => kind === "videoinput");
  const now = stream?.getVideoTracks()[0]?.getSettings().deviceId;
  find("which").hidden = cameras.length < 2;
  find("cameras").replaceChildren(
    ...cameras.map(({ deviceId, label }, at) => new Option(label || String(at + 1), deviceId, false, deviceId === now)),
  );
}

async function take() {
  const video = find("video");
  if (video.videoWidth) await add(video, video.videoWidth, video.videoHeight);
}

async function add(source, width, height) {
  if (pages.length >= MOST) return tell(words().textFull);
  pages.push(await drawn(source, width, height));
  draw();
  tell(filled(words().textTaken, { number: pages.length }));
}

// A page: the JPEG that is sent, and a small picture of it. Nothing larger is kept.
async function drawn(source, width, height, quarter = 0) {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = quarter ? [h, w] : [w, h];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  if (quarter) {
    pen.translate(h, 0);
    pen.rotate(Math.PI / 2);
  }
  pen.drawImage(source, 0, 0, w, h);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  const small = document.createElement("canvas");
  const by = THUMBNAIL / Math.max(canvas.width, canvas.height);
  [small.width, small.height] = [Math.round(canvas.width * by), Math.round(canvas.height * by)];
  small.getContext("2d").drawImage(canvas, 0, 0, small.width, small.height);
  return { blob, width: canvas.width, height: canvas.height, small };
}

async function choose(files) {
  const unread = [];
  for (const file of files) {
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) unread.push(file.name);
    else await add(picture, picture.width, picture.height);
    picture?.close();
  }
  if (unread.length) tell(filled(words().textUnread, { name: unread.join(", ") }));
}

async function turn(at) {
  const picture = await createImageBitmap(pages[at].blob);
  pages[at] = await drawn(picture, picture.width, picture.height, 1);
  picture.close();
}

function move(at, to) {
  const [page] = pages.splice(at, 1);
  pages.splice(to, 0, page);
}

function draw() {
  const row = find("page");
  find("list").replaceChildren(
    ...pages.map((page, at) => {
      const item = row.content.firstElementChild.cloneNode(true);
      item.querySelector("[data-picture]").append(page.small);
      for (const place of item.querySelectorAll("[data-number]")) place.textContent = at + 1;
      item.querySelector("[data-do=earlier]").disabled = at === 0;
      item.querySelector("[data-do=later]").disabled = at === pages.length - 1;
      item.dataset.at = at;
      return item;
    }),
  );
  find("empty").hidden = pages.length > 0;
  find("send").disabled = pages.length === 0;
}

async function act(button) {
  const at = Number(button.closest("[data-at]").dataset.at);
  const what = button.dataset.do;
  const to = { earlier: at - 1, later: at + 1 }[what] ?? at;
  if (what === "turn") await turn(at);
  else if (what === "remove") pages.splice(at, 1);
  else move(at, to);
  draw();
  tell(filled(words()[what === "remove" ? "textRemoved" : "textNow"], { number: to + 1 }));
  const item = find("list").children[Math.min(to, pages.length - 1)];
  const again = item?.querySelector(`[data-do=${what}]:enabled`) ?? item?.querySelector("button:enabled");
  (again ?? find("take")).focus();
}

function send() {
  const whole = join(pages);
  const uploader = document.getElementById(opener.dataset.pagesFor);
  if (whole.size > Number(uploader.dataset.most)) return tell(words().textTooLarge);
  const file = new File([whole], `${opener.dataset.name}.pdf`, { type: "application/pdf" });
  uploader.dispatchEvent(new CustomEvent("pages", { detail: [file] }));
  pages = [];
  dialog.close();
}

// What was photographed is not thrown away by one slip of the hand.
function leave(event) {
  if (pages.length === 0 || find("sure").open) return;
  event?.preventDefault();
  find("sure").showModal();
}

if (dialog) {
  for (const button of document.querySelectorAll("[data-pages-for]")) {
    button.hidden = false;
    button.addEventListener("click", () => open(button));
  }
  find("take").addEventListener("click", take);
  find("send").addEventListener("click", send);
  find("cameras").addEventListener("change", ({ target }) => start(target.value));
  find("files").addEventListener("change", async ({ target }) => {
    await choose([...target.files]);
    target.value = "";
  });
  find("list").addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) act(button);
  });
  find("leave").addEventListener("click", () => (pages.length ? leave() : dialog.close()));
  find("drop").addEventListener("click", () => {
    pages = [];
    find("sure").close();
    dialog.close();
  });
  find("stay").addEventListener("click", () => find("sure").close());
  dialog.addEventListener("cancel", (event) => {
    if (event.target === dialog) leave(event);
  });
  dialog.addEventListener("close", (event) => {
    if (event.target !== dialog) return;
    stop();
    opener?.focus();
  });
  addEventListener("pagehide", stop);
  addEventListener("beforeunload", (event) => {
    if (pages.length) event.preventDefault();
  });
}
