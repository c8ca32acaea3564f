/* Keys for the review queue. Every one presses a button or follows a link that is on the page. */
(function () {
  "use strict";

  var queue = document.querySelector("[data-shortcuts]");
  var STORE = "desk-keys";

  function on() {
    try { return localStorage.getItem(STORE) !== "off"; } catch (error) { return true; }
  }

  function typing(target) {
    return target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
  }

  function visible(element) { return element && element.offsetParent !== null; }

  function press(element) {
    if (element.matches("input")) {
      element.focus();
      element.select();
    } else {
      element.click();
    }
  }

  function toggle(panel) {
    panel.open = !panel.open;
    panel.querySelector("summary").focus();
  }

  function find(attribute, key) {
    return Array.from(document.querySelectorAll("[" + attribute + "]")).find(function (element) {
      return element.getAttribute(attribute) === key;
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (typing(event.target) || !on()) return;
    var digit = find("data-digit", event.key);
    var panel = find("data-panel", event.key);
    var element = visible(digit) ? digit : find("data-key", event.key);
    if (element) press(element);
    else if (panel) toggle(panel);
    else return;
    event.preventDefault();
  });

  if (!queue) return;

  // One press, one action: a second one would meet a page that is going away.
  document.querySelectorAll("form[method=post]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  var line = document.querySelector("[data-keys-switch]");
  var box = line.querySelector("input");
  line.hidden = false;
  box.checked = on();
  box.addEventListener("change", function () {
    try { localStorage.setItem(STORE, box.checked ? "on" : "off"); } catch (error) { /* private */ }
  });

  // The words in hand in the middle of their pane, without moving the page.
  var here = document.getElementById("here");
  var pane = document.querySelector(".queue-text");
  function show() {
    if (here && pane) pane.scrollTop = here.offsetTop - pane.offsetTop - pane.clientHeight / 3;
    if (location.hash === "#here") queue.scrollIntoView();
  }
  show();
  // The browser goes to the words itself when all is loaded, and moves the page with them.
  window.addEventListener("load", function () { requestAnimationFrame(show); });
})();
