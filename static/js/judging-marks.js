// Wraps a stretch of an element's text in marks and takes them away again; whatever other elements are in it stay. Used to find and to mark evidence, which may overlap.
window.marking = {
  // `from` and `to` count UTF-16 units of element.textContent. Gives the marks made: one for each text node that the stretch touches.
  wrap(element, from, to, className) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const marks = [];
    let at = 0;
    for (const node of nodes) {
      const [start, end] = [Math.max(from - at, 0), Math.min(to - at, node.length)];
      at += node.length;
      if (start >= end) continue;
      const mark = document.createElement("mark");
      mark.className = className;
      const part = node.splitText(start);
      part.splitText(end - start);
      part.replaceWith(mark);
      mark.append(part);
      marks.push(mark);
    }
    return marks;
  },

  unwrap(root, className) {
    for (const mark of root.querySelectorAll(`mark.${className}`)) mark.replaceWith(...mark.childNodes);
    root.normalize();
  },
};
