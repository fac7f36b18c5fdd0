/** Where the visitor's choice of theme is kept; absent means "as the system". */
export const THEME_KEY = "theme";

// Runs before the first paint, inside <head>; the content security policy allows it by the hash of this very text.
export const THEME_SCRIPT = `try{var t=localStorage.getItem("${THEME_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}`;
