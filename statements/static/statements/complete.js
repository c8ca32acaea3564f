/* Offer the names on record while one is typed. Without this the box is a plain one. */
(function () {
  "use strict";

  var WAIT = 120; // milliseconds without a key before the names are asked for
  var lists = 0;

  function offer(input, names) {
    var list = document.getElementById(input.getAttribute("list"));
    list.replaceChildren.apply(list, names.map(function (name) {
      var option = document.createElement("option");
      option.value = name;
      return option;
    }));
  }

  function begin(input) {
    var list = document.createElement("datalist");
    var timer;
    var asked = "";
    lists += 1;
    list.id = "names-" + lists;
    input.after(list);
    input.setAttribute("list", list.id);
    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        var typed = input.value.trim();
        if (typed.length < 2 || typed === asked) return;
        asked = typed;
        fetch(input.dataset.names + "?q=" + encodeURIComponent(typed.slice(0, 100)))
          .then(function (answer) { return answer.ok ? answer.json() : { names: [] }; })
          .then(function (answer) { if (asked === typed) offer(input, answer.names); })
          .catch(function () { /* offline: the box still takes what is typed */ });
      }, WAIT);
    });
  }

  // One listener for the page, so that rows added later take part too.
  document.addEventListener("focusin", function (event) {
    var input = event.target;
    if (input.matches("input[data-names]") && !input.getAttribute("list")) begin(input);
  });
})();
