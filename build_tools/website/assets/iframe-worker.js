// Search runs in a worker, and browsers start no worker from a folder (file://). There a hidden frame does the work
// instead. The theme's search asks for the name IFrameWorker to find its files.
if (location.protocol === "file:") {
  window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super()
      this.waiting = []
      const frame = document.createElement("iframe")
      frame.hidden = true
      document.body.append(frame)
      this.scope = frame.contentWindow
      this.scope.postMessage = (data) => this.answer(data)
      this.scope.importScripts = (...urls) => Promise.all(urls.map((each) => this.load(each)))
      this.load(url).then(() => {
        this.waiting.forEach((data) => this.ask(data))
        this.waiting = null
      })
    }

    load(url) {
      return new Promise((resolve, reject) => {
        const script = this.scope.document.createElement("script")
        script.src = url
        script.onload = resolve
        script.onerror = reject
        this.scope.document.body.append(script)
      })
    }

    ask(data) {
      this.scope.dispatchEvent(new this.scope.MessageEvent("message", { data }))
    }

    answer(data) {
      const event = new MessageEvent("message", { data })
      this.dispatchEvent(event)
      this.onmessage?.(event)
    }

    postMessage(data) {
      if (this.waiting) this.waiting.push(data)
      else this.ask(data)
    }
  }
  window.Worker = window.IFrameWorker
}
