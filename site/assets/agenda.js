// The programme: times in a timezone of the visitor's choice, filters, and what is on now. Everything it needs stands
// in the page; without it the page is the whole programme in the event's timezone.
(() => {
  const { eventZone, ownZone, isZone, chosenZone, chooseZone } = AgendaTimes;
  const { clock, dayKey, dayName, dayShort, offsetName, range } = AgendaTimes;
  const $ = id => document.getElementById(id);
  const agenda = $("agenda");
  const tools = $("tools");

  const plain = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  const cards = [...agenda.querySelectorAll(".card")].map(element => ({
    element,
    link: element.querySelector("h3 a"),
    phase: element.querySelector("[data-phase]"),
    range: element.querySelector("[data-range]"),
    start: Number(element.dataset.start),
    end: Number(element.dataset.end),
    kind: element.dataset.kind,
    tracks: element.dataset.tracks.split(" ").filter(Boolean),
    words: plain(element.textContent),
  }));

  const state = { zone: ownZone, q: "", day: "", tracks: new Set(), kinds: new Set() };

  /** A view can be passed on: it is in the address, behind the #. */
  function readAddress() {
    const query = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    state.zone = isZone(query.get("zone")) ? query.get("zone") : chosenZone();
    state.q = query.get("q") || "";
    state.day = query.get("day") || "";
    state.tracks = new Set(query.getAll("track"));
    state.kinds = new Set(query.getAll("kind"));
  }

  function writeAddress() {
    const query = new URLSearchParams();
    if (state.q) query.set("q", state.q);
    if (state.day) query.set("day", state.day);
    for (const track of state.tracks) query.append("track", track);
    for (const kind of state.kinds) query.append("kind", kind);
    const hash = query.toString();
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch {
      // From a file the address may not be changed.
    }
  }

  // A picture that can't be had leaves no hole.
  for (const picture of document.querySelectorAll("img.picture")) {
    const drop = () => picture.remove();
    if (picture.complete && picture.naturalWidth === 0 && picture.currentSrc) drop();
    else picture.addEventListener("error", drop);
  }

  // ---- timezone and days --------------------------------------------------------------------------------------

  function option(value, label) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = label;
    return made;
  }

  function group(label, options) {
    const made = document.createElement("optgroup");
    made.label = label;
    made.append(...options);
    return made;
  }

  function fillZones() {
    const named = (zone, words) => option(zone, `${words}: ${zone}`);
    const first = [named(eventZone, "Event")];
    if (ownZone !== eventZone) first.unshift(named(ownZone, "Yours"));
    const all = Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone") : [];
    const zones = [...new Set([...all, "UTC", state.zone])].filter(
      zone => zone !== eventZone && zone !== ownZone,
    );
    const select = $("zone");
    select.replaceChildren(
      group("Usual", first),
      group(
        "All timezones",
        zones.sort().map(zone => option(zone, zone)),
      ),
    );
    select.value = state.zone;
  }

  /** Puts the cards under the days and times of the timezone. */
  function arrange() {
    const { zone } = state;
    const focused = document.activeElement;
    const days = new Map();
    for (const card of cards) {
      const key = dayKey(card.start, zone);
      if (!days.has(key)) days.set(key, { start: card.start, slots: new Map() });
      const { slots } = days.get(key);
      if (!slots.has(card.start)) slots.set(card.start, []);
      slots.get(card.start).push(card);
      card.day = key;
      card.range.textContent = range(card.start, card.end, zone);
    }
    agenda.replaceChildren(
      ...[...days].map(([key, { start, slots }]) => {
        const section = document.createElement("section");
        section.className = "day";
        section.dataset.day = key;
        const heading = document.createElement("h2");
        heading.id = `day-${key}`;
        heading.textContent = dayName(start, zone);
        section.setAttribute("aria-labelledby", heading.id);
        const list = document.createElement("ol");
        list.className = "slots";
        list.append(...[...slots].map(([time, inSlot]) => slotOf(time, inSlot, zone)));
        section.append(heading, list);
        return section;
      }),
    );
    $("zone-note").replaceChildren(
      "Times are those of ",
      strong(zone),
      ` (${offsetName(cards[0].start, zone)}).`,
    );
    fillDays(days, zone);
    if (focused && agenda.contains(focused)) focused.focus();
  }

  function strong(text) {
    const made = document.createElement("strong");
    made.textContent = text;
    return made;
  }

  function slotOf(start, inSlot, zone) {
    const item = document.createElement("li");
    item.className = "slot";
    const label = document.createElement("p");
    label.className = "slot-time";
    const time = document.createElement("time");
    time.dateTime = new Date(start).toISOString().replace(".000Z", "Z");
    time.textContent = clock(start, zone);
    label.append(time);
    const list = document.createElement("ul");
    list.className = "cards";
    list.append(...inSlot.map(({ element }) => element));
    item.append(label, list);
    return item;
  }

  function fillDays(days, zone) {
    if (!days.has(state.day)) state.day = "";
    const choice = (value, label) => {
      const chip = document.createElement("label");
      chip.className = "chip";
      const input = document.createElement("input");
      input.type = "radio";
      input.name = "day";
      input.value = value;
      input.checked = state.day === value;
      const words = document.createElement("span");
      words.textContent = label;
      chip.append(input, words);
      return chip;
    };
    const set = $("days");
    set.hidden = days.size < 2;
    set.replaceChildren(
      set.querySelector("legend"),
      choice("", "All days"),
      ...[...days].map(([key, { start }]) => choice(key, dayShort(start, zone))),
    );
  }

  // ---- filters ------------------------------------------------------------------------------------------------

  function fits(card) {
    const words = plain(state.q).split(/\s+/).filter(Boolean);
    return (
      (state.day === "" || card.day === state.day) &&
      (state.tracks.size === 0 || card.tracks.some(track => state.tracks.has(track))) &&
      (state.kinds.size === 0 || state.kinds.has(card.kind)) &&
      words.every(word => card.words.includes(word))
    );
  }

  function filter() {
    let shown = 0;
    for (const card of cards) {
      card.element.hidden = !fits(card);
      if (!card.element.hidden) shown += 1;
    }
    for (const part of agenda.querySelectorAll(".slot, .day")) {
      part.hidden = !part.querySelector(".card:not([hidden])");
    }
    const all = shown === cards.length;
    const sessions = `session${cards.length === 1 ? "" : "s"}`;
    $("status").textContent = all ? `${shown} ${sessions}` : `${shown} of ${cards.length} ${sessions}`;
    $("empty").hidden = shown > 0;
    $("clear").hidden = !state.q && !state.day && state.tracks.size === 0 && state.kinds.size === 0;
    tick();
  }

  function showControls() {
    $("q").value = state.q;
    for (const [name, chosen] of [
      ["track", state.tracks],
      ["kind", state.kinds],
    ]) {
      for (const input of tools.querySelectorAll(`input[name="${name}"]`))
        input.checked = chosen.has(input.value);
    }
    for (const input of tools.querySelectorAll('input[name="day"]'))
      input.checked = input.value === state.day;
    $("zone").value = state.zone;
  }

  // ---- now ------------------------------------------------------------------------------------------------------

  const WORDS = { now: "On now", over: "Over", next: "" };

  function tick() {
    const now = Date.now();
    let live;
    for (const card of cards) {
      const phase = now < card.start ? "next" : now < card.end ? "now" : "over";
      if (card.element.dataset.phase !== phase) {
        card.element.dataset.phase = phase;
        card.phase.textContent = WORDS[phase];
      }
      if (phase === "now" && !card.element.hidden) live = live || card;
    }
    $("now-field").hidden = !live;
    return live;
  }

  // ---- events -----------------------------------------------------------------------------------------------------

  tools.addEventListener("submit", event => event.preventDefault());

  $("q").addEventListener("input", event => {
    state.q = event.target.value;
    filter();
    writeAddress();
  });

  tools.addEventListener("change", event => {
    const { name, value, checked } = event.target;
    if (name === "zone") {
      state.zone = value;
      chooseZone(value);
      arrange();
    } else if (name === "day") state.day = value;
    else if (name === "track" || name === "kind") {
      const chosen = name === "track" ? state.tracks : state.kinds;
      if (checked) chosen.add(value);
      else chosen.delete(value);
    } else return;
    filter();
    writeAddress();
  });

  for (const button of document.querySelectorAll("[data-clear]")) {
    button.addEventListener("click", () => {
      state.q = "";
      state.day = "";
      state.tracks.clear();
      state.kinds.clear();
      showControls();
      filter();
      writeAddress();
      $("q").focus();
    });
  }

  $("go-now").addEventListener("click", () => {
    const live = tick();
    if (!live) return;
    live.element.scrollIntoView({ block: "center" });
    live.link.focus({ preventScroll: true });
  });

  function start() {
    readAddress();
    fillZones();
    arrange();
    showControls();
    filter();
  }

  window.addEventListener("hashchange", () => {
    if (location.hash === "" || location.hash.includes("=")) start();
  });
  const filters = $("filters");
  if (filters) {
    const narrow = matchMedia("(max-width: 44rem)");
    const fold = () => {
      const room = !narrow.matches && !filters.classList.contains("many");
      filters.open = room || state.tracks.size + state.kinds.size > 0;
    };
    narrow.addEventListener("change", fold);
    readAddress();
    fold();
  }

  tools.hidden = false;
  start();
  setInterval(tick, 30_000);
})();
