/**
 * What a report does in the browser: it gives pictures to a group of cards when that comes near. Text and marks are there
 * without it, and so the file opens at once, however many pictures it holds. All are there before it is printed.
 */
export const script = `"use strict";
const fill = (group) => {
  const block = document.getElementById(group.dataset.pictures);
  if (!block) return;
  const pictures = JSON.parse(block.textContent);
  for (const img of group.querySelectorAll("img[data-picture]")) {
    img.src = pictures[img.dataset.picture];
    img.removeAttribute("data-picture");
  }
  block.remove();
};
const groups = document.querySelectorAll("[data-pictures]");
const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      fill(target);
    }
  },
  { rootMargin: "600px" },
);
for (const group of groups) observer.observe(group);
addEventListener("beforeprint", () => groups.forEach(fill));
`;
