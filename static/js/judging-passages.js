// Passages of the note as the server counts them: [start, end] in characters (code points, not UTF-16 units) of the narrative. Headings are in no passage.
const bodies = () => [...document.querySelectorAll("[data-note-text] [data-start]")];
const characters = (text) => [...text].length;
const units = (text, count) => [...text].slice(0, count).join("").length;

const inWord = (text, at) => /[\p{L}\p{N}]{2}/u.test(text.slice(Math.max(at - 1, 0), at + 1));
const wholeWords = (text, from, to) => {
  while (from > 0 && inWord(text, from)) from -= 1;
  while (to < text.length && inWord(text, to)) to += 1;
  return [from, to];
};

window.passages = {
  most: 20,
  longest: 2000,

  // The passages that a selection covers: at most one in each section, of whole words.
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
      if (!words.trim()) return [];
      const from = before.toString().length + words.length - words.trimStart().length;
      const [first, last] = wholeWords(body.textContent, from, from + words.trim().length);
      const start = Number(body.dataset.start) + characters(body.textContent.slice(0, first));
      return [[start, start + characters(body.textContent.slice(first, last))]];
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
