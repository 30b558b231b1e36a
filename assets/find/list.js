/* A list of thousands of rows of which only those in sight are in the page.

   For the keyboard it is one stop: arrows, Home, End and the page keys move among its rows. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const MARGIN = 6; // rows kept ready above and below what is in sight

    class VirtualList {
        /** `render(row, index)` returns the HTML of a row, `height(row, width)` its height; pixels. */
        constructor(element, height, render) {
            this.element = element;
            this.height = height;
            this.tops = new Float64Array(1);
            this.render = render;
            this.rows = [];
            this.nodes = new Map();
            this.inner = document.createElement("div");
            this.inner.className = "list-inner";
            this.inner.setAttribute("role", "list");
            element.replaceChildren(this.inner);
            this.active = 0; // the row that Tab reaches
            this.watch(() => this.update());
            element.addEventListener("keydown", (event) => this.move(event));
            element.addEventListener("focusin", (event) => {
                const row = event.target.closest(".row");
                if (row) this.activate(Number(row.dataset.index));
            });
            new ResizeObserver(() => this.resize()).observe(element);
        }

        /** What scrolls the rows: the list, or where it does not, all that stands above it too. */
        get scroller() {
            const { element } = this;
            const { overflowY } = window.getComputedStyle(element);
            return overflowY === "visible" ? element.parentElement : element;
        }

        /** Calls back when the rows are scrolled. */
        watch(tell) {
            for (const one of [this.element, this.element.parentElement]) {
                one.addEventListener("scroll", tell, { passive: true });
            }
        }

        /** Pixels from the first row's top to the top of what is in sight, and to its bottom. */
        sight() {
            const { scroller, element } = this;
            const { scrollTop, clientHeight } = element;
            if (scroller === element) return [scrollTop, scrollTop + clientHeight];
            const top = scroller.getBoundingClientRect().top - this.inner.getBoundingClientRect().top;
            return [top, top + scroller.clientHeight];
        }

        /** Works out where each row begins: a row may take more lines when the list is narrower. */
        measure() {
            this.width = this.element.clientWidth;
            this.tops = new Float64Array(this.rows.length + 1);
            this.rows.forEach((row, i) => {
                this.tops[i + 1] = this.tops[i] + this.height(row, this.width);
            });
            this.inner.style.height = `${this.tops[this.rows.length]}px`;
            for (const [index, node] of this.nodes) this.place(node, index);
        }

        place(node, index) {
            node.style.top = `${this.tops[index]}px`;
            node.style.height = `${this.tops[index + 1] - this.tops[index]}px`;
        }

        /** The row that is `y` pixels below the first one's top. */
        at(y) {
            let [low, high] = [0, this.rows.length];
            while (low < high) {
                const middle = (low + high) >> 1;
                if (this.tops[middle + 1] <= y) low = middle + 1;
                else high = middle;
            }
            return low;
        }

        resize() {
            if (this.element.clientWidth !== this.width) this.measure();
            this.update();
        }

        show(rows, keepScroll) {
            this.rows = rows;
            this.nodes.clear();
            this.inner.replaceChildren();
            this.measure();
            if (!keepScroll) this.scroller.scrollTop = 0;
            if (!keepScroll || this.active >= rows.length) this.active = 0;
            this.update();
        }

        stop(index) {
            return this.nodes.get(index)?.querySelector("a, button");
        }

        /** Lets Tab reach a row or not: its link, then the button that keeps it. */
        reach(index, tabindex) {
            this.stop(index)?.setAttribute("tabindex", tabindex);
            for (const button of this.nodes.get(index)?.querySelectorAll("[data-keep]") ?? []) {
                button.setAttribute("tabindex", tabindex);
            }
        }

        activate(index) {
            this.reach(this.active, "-1");
            this.active = index;
            this.reach(index, "0");
        }

        move(event) {
            const [above, below] = this.sight();
            const page = Math.max(1, this.at(below) - this.at(above) - 1);
            const steps = {
                ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page,
                Home: -this.rows.length, End: this.rows.length,
            };
            if (!(event.key in steps) || !this.rows.length) return;
            event.preventDefault();
            const wanted = this.active + steps[event.key];
            const index = Math.min(this.rows.length - 1, Math.max(0, wanted));
            const [top, bottom] = [this.tops[index], this.tops[index + 1]];
            if (top < above) this.scroller.scrollTop += top - above;
            else if (bottom > below) this.scroller.scrollTop += bottom - below;
            this.update();
            this.activate(index);
            this.stop(index)?.focus({ preventScroll: true });
        }

        update() {
            const [above, below] = this.sight();
            const first = Math.max(0, this.at(above) - MARGIN);
            const last = Math.min(this.rows.length, this.at(below) + 1 + MARGIN);
            for (const [index, node] of this.nodes) {
                const focused = node.contains(document.activeElement);
                if ((index < first || index >= last) && !focused) {
                    node.remove();
                    this.nodes.delete(index);
                }
            }
            for (let index = first; index < last; index += 1) {
                if (!this.nodes.has(index)) this.add(index);
            }
            // What is out of sight cannot be reached: the first row in sight takes its place.
            if (!this.nodes.has(this.active) && this.rows.length) {
                const top = this.at(above);
                this.activate(this.tops[top] < above && top + 1 < last ? top + 1 : top);
            }
        }

        add(index) {
            const node = document.createElement("div");
            node.className = "row";
            node.setAttribute("role", "listitem");
            node.setAttribute("aria-setsize", this.rows.length);
            node.setAttribute("aria-posinset", index + 1);
            this.place(node, index);
            node.dataset.index = index;
            node.innerHTML = this.render(this.rows[index], index);
            const after = [...this.nodes.keys()].filter((key) => key > index);
            const next = after.length ? this.nodes.get(Math.min(...after)) : null;
            this.inner.insertBefore(node, next);
            this.nodes.set(index, node);
            this.reach(index, index === this.active ? "0" : "-1");
        }
    }

    Atlas.VirtualList = VirtualList;
})();
