/* English, Chinese or both: a switch in the header, remembered on this device. Without scripts both are shown. */
(function () {
  "use strict";
  var choices = [["both", "EN 中"], ["en", "EN"], ["zh", "中文"]];
  var root = document.documentElement;

  function remembered() {
    try { return localStorage.getItem("book-language") || "both"; } catch (error) { return "both"; }
  }

  function show(language) {
    root.setAttribute("data-book-language", language);
    document.querySelectorAll(".book-switch button").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.value === language));
    });
    try { localStorage.setItem("book-language", language); } catch (error) { /* private browsing */ }
  }

  function add() {
    var header = document.querySelector(".md-header__inner");
    if (!header || header.querySelector(".book-switch")) { return; }
    var group = document.createElement("div");
    group.className = "book-switch";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Language 语言");
    choices.forEach(function (choice) {
      var button = document.createElement("button");
      button.type = "button";
      button.value = choice[0];
      button.textContent = choice[1];
      button.addEventListener("click", function () { show(choice[0]); });
      group.appendChild(button);
    });
    var search = header.querySelector(".md-search, [data-md-component=search]");
    header.insertBefore(group, search);
    show(remembered());
  }

  root.setAttribute("data-book-language", remembered());
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", add); } else { add(); }
})();
