// Passages of the note as the server counts them: [start, end] in characters (code points, not UTF-16 units) of the narrative. Headings are in no passage.
const bodies = () => [...document.querySelectorAll("[data-note-text] [data-start]")];
const characters = (text) => [...text].length;
const units = (text, count) => [...text].slice(0, count).join("").length;

window.passages = {
  most: 20,
  longest: 2000,

  // The passages that a selection covers: at most one in each section, without white space at its ends.
  inRange(range) {
    return bodies().filter((body) => range.intersectsNode(body)).flatMap((body) => {
      const inside = document.createRange();
      inside.selectNodeContents(body);
      if (body.contains(range.startContainer)) inside.setStart(range.startContainer, range.startOffset);
      if (body.contains(range.endContainer)) inside.setEnd(range.endContainer, range.endOffset);
      const before = document.createRange();
      before.selectNodeContents(body);
      before.setEnd(inside.startContainer, inside.startOffset);
      const words = inside.toString();
      const start = Number(body.dataset.start) + characters(before.toString()) + characters(words) - characters(words.trimStart());
      return words.trim() ? [[start, start + characters(words.trim())]] : [];
    });
  },

  // In order, with those that overlap or touch made one: the server does the same.
  merged(all) {
    const found = [];
    for (const [start, end] of [...all].sort((one, other) => one[0] - other[0])) {
      const last = found.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else found.push([start, end]);
    }
    return found;
  },

  // The stretches of section bodies that a passage covers, in units of each body's text.
  stretches([start, end]) {
    return bodies().flatMap((body) => {
      const text = body.textContent;
      const from = units(text, Math.max(start - body.dataset.start, 0));
      const to = units(text, Math.max(end - body.dataset.start, 0));
      return from < to ? [{ body, from, to }] : [];
    });
  },

  words(passage) {
    return window.passages.stretches(passage).map(({ body, from, to }) => body.textContent.slice(from, to)).join(" … ");
  },
};
