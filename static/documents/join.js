// Joins photographs into one PDF of as many pages, in the browser: each JPEG goes in as it is, on a
// sheet of A4 that lies or stands as the picture does. What comes out takes the way of every file.

const SHORT = 595;
const LONG = 842;
const bytes = new TextEncoder();

/** Pages: [{ blob: a JPEG in colour, width, height }]. Returns a PDF as a Blob. */
export function join(pages) {
  const parts = [];
  const starts = [];
  let length = 0;

  const put = (part) => {
    const piece = typeof part === "string" ? bytes.encode(part) : part;
    parts.push(piece);
    length += piece.size ?? piece.byteLength;
  };
  const object = (head, body = null) => {
    starts.push(length);
    put(`${starts.length} 0 obj\n${head}\n`);
    if (body) {
      put("stream\n");
      put(body);
      put("\nendstream\n");
    }
    put("endobj\n");
  };

  put("%PDF-1.4\n");
  put(new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  object("<< /Type /Catalog /Pages 2 0 R >>");
  const kids = pages.map((_, at) => `${3 + at * 3} 0 R`).join(" ");
  object(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  pages.forEach((page, at) => {
    const first = 3 + at * 3;
    const sheet = page.width > page.height ? [LONG, SHORT] : [SHORT, LONG];
    const drawing = bytes.encode(placed(page, sheet));
    const uses = `/Resources << /XObject << /P ${first + 2} 0 R >> >>`;
    object(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${sheet.join(" ")}] ${uses} /Contents ${first + 1} 0 R >>`);
    object(`<< /Length ${drawing.byteLength} >>`, drawing);
    const picture = `/Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
    object(`<< /Type /XObject /Subtype /Image ${picture} /Filter /DCTDecode /Length ${page.blob.size} >>`, page.blob);
  });
  const table = length;
  const rows = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  put(`xref\n0 ${starts.length + 1}\n0000000000 65535 f \n${rows}`);
  put(`trailer\n<< /Size ${starts.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}

// The picture as large as the sheet allows, in its middle.
function placed({ width, height }, [across, down]) {
  const scale = Math.min(across / width, down / height);
  const [w, h] = [width * scale, height * scale];
  const numbers = [w, 0, 0, h, (across - w) / 2, (down - h) / 2].map((n) => n.toFixed(3));
  return `q ${numbers.join(" ")} cm /P Do Q`;
}
