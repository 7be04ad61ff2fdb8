"use strict";
// Keys for checking: every one presses a button or goes to a field that is on the page anyway. They can be turned off.
const keysOn = document.getElementById("keys-on"), help = document.getElementById("keys");
keysOn.checked = localStorage.getItem("keys") !== "off";
keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));
const showKeys = document.getElementById("show-keys");
showKeys.hidden = false;
showKeys.addEventListener("click", () => help.showModal());

function zoom() {
  const sheet = document.getElementById("sheet"); // asked for anew: boxes may have come later
  if (!sheet) return;
  const near = sheet.getAttribute("viewBox") === sheet.dataset.near;
  sheet.setAttribute("viewBox", near ? sheet.dataset.full : sheet.dataset.near);
}
document.getElementById("zoom")?.addEventListener("click", (event) => { event.preventDefault(); zoom(); });

const tickAll = document.getElementById("tick-all"), ticks = [...document.querySelectorAll('input[name="also"]')];
if (tickAll) {
  tickAll.hidden = false;
  tickAll.addEventListener("click", () => {
    const on = ticks.some((one) => !one.checked);
    for (const one of ticks) one.checked = on;
  });
}

let sent = false;
document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  if (sent) event.preventDefault(); // a second press while the first is on its way
  sent = true;
});
window.addEventListener("pageshow", () => { sent = false; });

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || help.open || !keysOn.checked) return;
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`), field = document.querySelector(`[data-focus="${CSS.escape(event.key)}"]`);
  if (event.key === "?") help.showModal();
  else if (event.key === "z") zoom();
  else if (button && !event.repeat) button.click();
  else if (field) field.focus();
  else return;
  event.preventDefault();
});
