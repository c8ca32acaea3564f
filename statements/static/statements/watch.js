/* What is under way on a page is looked at again every few seconds, as its meta refresh does without this. */
(function () {
  "use strict";

  function look() {
    var watched = document.getElementById("watched");
    if (!watched || !watched.dataset.watch) return;
    setTimeout(function () {
      if (document.hidden || watched.contains(document.activeElement)) { look(); return; }
      fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      }).then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        var newer = page.getElementById("watched");
        if (newer) watched.replaceWith(newer);
      }).catch(function () { /* the server is away: the next look may find it */ }).then(look);
    }, 1000 * watched.dataset.watch);
  }

  look();
})();
