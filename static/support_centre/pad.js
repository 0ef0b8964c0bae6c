// A field to sign in: drawn with finger, pen or mouse, sent as a picture. Nothing is kept here.
import { csrfToken } from "../pobyt/csrf.js";

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
  pad.querySelector("[data-pad-send]").addEventListener("click", async () => {
    if (!drawn) {
      status.textContent = status.dataset.empty;
      return;
    }
    const picture = await new Promise((done) => canvas.toBlob(done, "image/png"));
    const response = await fetch(pad.dataset.url, {
      method: "POST",
      body: picture,
      headers: {
        "Content-Type": "application/octet-stream",
        "X-CSRFToken": csrfToken(""),
        "X-File-Name": "signature.png",
        Accept: "application/json",
      },
    }).catch(() => ({ ok: false }));
    if (response.ok) location.assign(pad.dataset.done);
    else status.textContent = status.dataset.failed;
  });
  clear();
}
