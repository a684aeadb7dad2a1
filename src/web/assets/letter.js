// @ts-check
/** The printed letter's script: a button that prints. */
const button = document.querySelector("#print");
if (button instanceof HTMLButtonElement) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
