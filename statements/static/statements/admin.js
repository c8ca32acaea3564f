/* Give each of the admin's autocompletes the name of its field, which its own script leaves out. */
(function () {
  "use strict";

  function name(root) {
    root.querySelectorAll(".select2-selection[role=combobox]").forEach(function (box) {
      var select = box.closest(".select2-container").previousElementSibling;
      var label = select && document.querySelector('label[for="' + select.id + '"]');
      var shown = box.querySelector(".select2-selection__rendered");
      if (!label || !shown || box.hasAttribute("aria-label")) return;
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
      // The text inside is no field of its own.
      shown.removeAttribute("role");
      shown.removeAttribute("aria-readonly");
    });
  }

  // However late they are made, and in rows added later too.
  new MutationObserver(function (changes) {
    var added = changes.some(function (change) { return change.addedNodes.length; });
    if (added) name(document);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
