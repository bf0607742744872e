// A session's page: its time where the visitor is, or in the timezone they chose.
(() => {
  const { eventZone, ownZone, chosenZone, dayName, range } = AgendaTimes;
  const zone = chosenZone();
  const place = document.querySelector("[data-own-time]");
  if (!place || zone === eventZone) return;
  const [start, end] = [Number(place.dataset.start), Number(place.dataset.end)];
  const words = document.createElement("span");
  words.textContent = `${zone === ownZone ? "Your time" : zone}: ${dayName(start, zone)}, ${range(start, end, zone)}`;
  place.append(words);
  place.hidden = false;
})();
