"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const meta = JSON.parse($("meta").textContent);
  const root = document.documentElement;
  const FEW = 300; // rows that are unfolded at once where a filter leaves no more
  const chosen = { text: "", level: "", states: new Set() };
  const key = (text) => text.trim().toLowerCase();
  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const words = (item) => ({ zh: item.zh, en: item.en, both: `${item.zh} ${item.en}` })[root.dataset.lang];

  // A row as the file has it: code, name, level, one character a year, [prefix of addresses, {year: [rest, date]}].
  const regions = [...document.querySelectorAll("tbody[data-region]")].map((body) => ({
    body,
    source: $(`data-${body.dataset.region}`),
    button: body.querySelector("button"),
    open: false,
  }));

  function rowsOf(region) {
    if (!region.rows) {
      region.rows = JSON.parse(region.source.textContent).map(([code, name, level, cells, links]) => (
        { code, name, level: meta.levels[level].name, cells, links, sub: [], isOpen: false, text: key(name + code) }));
      const tops = new Map();
      region.tops = region.rows.filter((row) => {
        const isSub = row.level === "town" || row.level === "department";
        const top = isSub && tops.get(row.code.slice(0, 6));
        if (top) top.sub.push(row);
        else if (!isSub) tops.set(row.code, row);
        return !top;
      });
    }
    return region.rows;
  }

  const kindOf = (sign) => meta.kinds[meta.signs.indexOf(sign)];
  const isFiltered = () => chosen.text || chosen.level || chosen.states.size;
  const has = (row, states) => [...row.cells].some((sign) => sign !== " " && states.has(kindOf(sign).state));
  const matches = (row) => (!chosen.text || row.text.includes(chosen.text))
    && (!chosen.level || row.level === chosen.level)
    && (!chosen.states.size || has(row, chosen.states));

  function cell(row, sign, index) {
    if (sign === " ") return "<td></td>";
    const kind = kindOf(sign), state = meta.states[kind.state];
    const [rest, date] = (row.links && row.links[1][index]) || [];
    const reason = kind.reason ? `: ${words(kind.reason)}` : "";
    const label = escape(`${meta.years[index]} ${words(state)}${date ? ` ${date}` : ""}${reason}`);
    const inside = `<span aria-hidden="true">${state.symbol}</span><span class="sr">${label}</span>`;
    const look = `class="cell ${kind.state}" title="${label}"`;
    return rest === undefined ? `<td><span ${look}>${inside}</span></td>`
      : `<td><a ${look} href="${escape(row.links[0] + rest)}" target="_blank" rel="noopener noreferrer">${inside}</a></td>`;
  }

  function line(row, region, isFlat) {
    const count = isFlat ? 0 : row.sub.length;
    const more = count ? `<button type="button" class="more" data-row="${region.rows.indexOf(row)}" aria-expanded="${row.isOpen}">${count}</button>` : "";
    const cells = [...row.cells].map((sign, index) => cell(row, sign, index)).join("");
    return `<tr class="row ${row.level}"><th scope="row">${escape(row.name)} <small>${row.code}</small>${more}</th>${cells}</tr>`;
  }

  function draw(region) {
    region.body.querySelectorAll("tr.row").forEach((tr) => tr.remove());
    region.button.setAttribute("aria-expanded", region.open);
    if (!region.open) return;
    rowsOf(region);
    const lines = isFiltered() ? region.rows.filter(matches).map((row) => line(row, region, true))
      : region.tops.flatMap((row) => [line(row, region), ...(row.isOpen ? row.sub : []).map((sub) => line(sub, region))]);
    region.body.insertAdjacentHTML("beforeend", lines.join(""));
  }

  function tell(counts, rows) {
    for (const button of $("legend").querySelectorAll("button")) {
      button.querySelector("b").textContent = (counts[button.dataset.state] || 0).toLocaleString("en");
    }
    $("found").textContent = isFiltered() ? words({ zh: `${rows} 个机关`, en: `${rows} agencies` }) : "";
  }

  function filter() {
    const filtered = isFiltered();
    const counts = {};
    let total = 0;
    for (const region of regions) {
      region.found = filtered ? rowsOf(region).filter(matches) : null;
      total += filtered ? region.found.length : 0;
      for (const row of region.found || []) {
        for (const sign of row.cells) if (sign !== " ") counts[kindOf(sign).state] = (counts[kindOf(sign).state] || 0) + 1;
      }
    }
    for (const region of regions) {
      region.body.hidden = filtered && !region.found.length;
      region.open = filtered ? total <= FEW && region.found.length > 0 : regions.length === 1;
      draw(region);
    }
    tell(filtered ? counts : meta.counts, total);
  }

  let waiting;
  $("search").addEventListener("input", (event) => {
    chosen.text = key(event.target.value);
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  $("level").addEventListener("change", (event) => { chosen.level = event.target.value; filter(); });
  $("legend").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { state } = button.dataset;
    if (!chosen.states.delete(state)) chosen.states.add(state);
    button.setAttribute("aria-pressed", chosen.states.has(state));
    filter();
  });
  $("clear").addEventListener("click", () => {
    Object.assign(chosen, { text: "", level: "" });
    chosen.states.clear();
    $("search").value = $("level").value = "";
    $("legend").querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", false));
    filter();
  });
  const turn = (isOpen) => () => regions.forEach((region) => {
    region.open = isOpen && !region.body.hidden;
    draw(region);
  });
  $("open").addEventListener("click", turn(true));
  $("fold").addEventListener("click", turn(false));
  $("grid").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const region = regions.find((item) => item.body.contains(button));
    if (button.dataset.row) {
      const row = region.rows[button.dataset.row];
      row.isOpen = !row.isOpen;
    } else region.open = !region.open;
    draw(region);
    if (button.dataset.row) region.body.querySelector(`[data-row="${button.dataset.row}"]`).focus();
  });
  $("language").addEventListener("click", () => speak(root.dataset.lang === "zh" ? "en" : "zh"));

  function speak(language) {
    root.dataset.lang = language;
    root.lang = language === "zh" ? "zh-CN" : "en";
    $("language").textContent = language === "zh" ? "English" : "中文";
    filter();
  }

  $("controls").hidden = $("language").hidden = false;
  for (const button of $("legend").querySelectorAll("button")) button.disabled = false;
  speak(/^zh/.test(navigator.language) ? "zh" : "en");
})();
