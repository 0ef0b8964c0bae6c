// The proof that a request comes from this page. A sign-in on another page renews it: read it anew.
export const csrfToken = (fallback) =>
  document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? fallback;

export const signedOut = (response) =>
  response.type === "opaqueredirect" || response.status === 401 || response.status === 403;
