// A field to sign in: drawn with finger, pen or mouse, sent as a picture. Nothing is kept here.
import { csrfToken } from "../pobyt/csrf.js";

// Made at once: toBlob waits until the browser is idle, which on a busy machine takes seconds.
const picture = (canvas) => {
  const [, text] = canvas.toDataURL("image/png").split(",");
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
};

for (const pad of document.querySelectorAll("[data-pad]")) {
  const canvas = pad.querySelector("canvas");
  const status = pad.querySelector("[data-pad-status]");
  const pen = canvas.getContext("2d");
  let drawn = false;

  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 3;
    pen.lineCap = "round";
    pen.strokeStyle = "#12292b";
    drawn = false;
  };

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  };

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    status.textContent = "";
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...place(event));
    pen.stroke();
    drawn = true;
  });
  pad.querySelector("[data-pad-clear]").addEventListener("click", clear);
  const send = pad.querySelector("[data-pad-send]");
  send.addEventListener("click", async () => {
    if (!drawn) {
      status.textContent = status.dataset.empty;
      return;
    }
    send.disabled = true;
    const response = await fetch(pad.dataset.url, {
      method: "POST",
      body: picture(canvas),
      headers: {
        "Content-Type": "application/octet-stream",
        "X-CSRFToken": csrfToken(""),
        "X-File-Name": "signature.png",
        Accept: "application/json",
      },
    }).catch(() => ({ ok: false }));
    if (response.ok) {
      location.assign(pad.dataset.done);
      return;
    }
    send.disabled = false;
    status.textContent = status.dataset.failed;
  });
  clear();
}
