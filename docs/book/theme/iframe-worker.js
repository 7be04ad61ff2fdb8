/* A page opened from disk may not start a worker: there, the search runs in a hidden frame of the page. The frame plays
   the worker's part: its script finds `self.onmessage` and `self.postMessage` as a worker's would. */
(function () {
  "use strict";
  if (location.protocol !== "file:") { return; }

  function FrameWorker(address) {
    var worker = this;
    var frame = document.createElement("iframe");
    var waiting = [];
    var ready = false;

    function tell(name, event) {
      if (typeof worker[name] === "function") { worker[name](event); }
    }

    function deliver(data) { frame.contentWindow.onmessage({ data: data }); }

    worker.onmessage = null;
    worker.onerror = null;
    worker.onmessageerror = null;
    worker.postMessage = function (data) {
      if (ready) { deliver(data); } else { waiting.push(data); }
    };
    worker.terminate = function () { frame.remove(); };

    frame.hidden = true;
    frame.setAttribute("aria-hidden", "true");
    frame.srcdoc = "<!doctype html><title>search</title>";
    frame.addEventListener("load", function () {
      var script = frame.contentDocument.createElement("script");
      frame.contentWindow.postMessage = function (data) {
        setTimeout(function () { tell("onmessage", { data: data }); }, 0);
      };
      script.src = address;
      script.addEventListener("load", function () {
        ready = true;
        waiting.splice(0).forEach(deliver);
      });
      script.addEventListener("error", function (event) { tell("onerror", event); });
      frame.contentDocument.body.appendChild(script);
    }, { once: true });
    document.body.appendChild(frame);
  }

  window.Worker = FrameWorker;
})();
