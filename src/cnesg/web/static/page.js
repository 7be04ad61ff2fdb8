"use strict";
// What every page shares: the CSRF token goes with every request of htmx, and charts are drawn in the page's colours.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF-Token"] = document.querySelector('meta[name="csrf"]').content;
});

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Options name the page's colours, as "--c1", wherever ECharts wants a colour.
const coloured = (value) =>
  typeof value === "string" && value.startsWith("--") ? colour(value)
  : Array.isArray(value) ? value.map(coloured)
  : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one)]))
  : value;

function drawCharts(root) {
  if (typeof echarts === "undefined") return;
  for (const place of root.querySelectorAll("[data-option]")) {
    const option = coloured(JSON.parse(place.dataset.option));
    const ink = colour("--ink"), soft = colour("--ink-soft"), line = colour("--line");
    const axis = { axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft }, nameTextStyle: { color: soft }, splitLine: { lineStyle: { color: line } } };
    for (const name of ["xAxis", "yAxis"]) {
      if (option[name]) option[name] = [].concat(option[name]).map((one) => ({ ...axis, ...one }));
    }
    const base = {
      color: ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6"].map(colour),
      backgroundColor: "transparent",
      textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
      animation: false,
    };
    const merged = { ...base, ...option };
    // Words of a tooltip made as HTML would need inline styles, which the page's policy forbids; this draws them.
    merged.tooltip = { confine: true, backgroundColor: colour("--paper"), borderColor: line, textStyle: { color: ink }, ...option.tooltip, renderMode: "richText" };
    if (option.legend) merged.legend = { textStyle: { color: ink }, ...option.legend };
    const drawn = echarts.getInstanceByDom(place) || echarts.init(place);
    drawn.setOption(merged, true);
  }
}

document.addEventListener("DOMContentLoaded", () => drawCharts(document));
document.addEventListener("htmx:afterSwap", (event) => drawCharts(event.target));
window.addEventListener("resize", () => {
  for (const place of document.querySelectorAll("[data-option]")) {
    if (typeof echarts !== "undefined") echarts.getInstanceByDom(place)?.resize();
  }
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawCharts(document));

// A page that can't be drawn is said to be: its address tells why.
document.addEventListener("error", (event) => {
  const note = document.getElementById("undrawn");
  if (note && event.target instanceof SVGImageElement) note.hidden = false;
}, true);
