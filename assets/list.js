/* A list of thousands of rows of which only those in sight are in the page.

   For the keyboard it is one stop: arrows, Home, End and the page keys move among its rows. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const MARGIN = 6; // rows kept ready above and below what is in sight

    class VirtualList {
        /** `render(row, index)` returns the HTML of a row; all rows are `height` pixels high. */
        constructor(element, height, render) {
            this.element = element;
            this.height = height;
            this.render = render;
            this.rows = [];
            this.nodes = new Map();
            this.inner = document.createElement("div");
            this.inner.className = "list-inner";
            this.inner.setAttribute("role", "list");
            element.replaceChildren(this.inner);
            this.active = 0; // the row that Tab reaches
            element.addEventListener("scroll", () => this.update(), { passive: true });
            element.addEventListener("keydown", (event) => this.move(event));
            element.addEventListener("focusin", (event) => {
                const row = event.target.closest(".row");
                if (row) this.activate(Number(row.dataset.index));
            });
            new ResizeObserver(() => this.update()).observe(element);
        }

        show(rows, keepScroll) {
            this.rows = rows;
            this.nodes.clear();
            this.inner.replaceChildren();
            this.inner.style.height = `${rows.length * this.height}px`;
            if (!keepScroll) this.element.scrollTop = 0;
            if (!keepScroll || this.active >= rows.length) this.active = 0;
            this.update();
        }

        stop(index) {
            return this.nodes.get(index)?.querySelector("a, button");
        }

        activate(index) {
            this.stop(this.active)?.setAttribute("tabindex", "-1");
            this.active = index;
            this.stop(index)?.setAttribute("tabindex", "0");
        }

        move(event) {
            const page = Math.max(1, Math.floor(this.element.clientHeight / this.height) - 1);
            const steps = {
                ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page,
                Home: -this.rows.length, End: this.rows.length,
            };
            if (!(event.key in steps) || !this.rows.length) return;
            event.preventDefault();
            const wanted = this.active + steps[event.key];
            const index = Math.min(this.rows.length - 1, Math.max(0, wanted));
            const top = index * this.height;
            const { scrollTop, clientHeight } = this.element;
            if (top < scrollTop) this.element.scrollTop = top;
            else if (top + this.height > scrollTop + clientHeight) {
                this.element.scrollTop = top + this.height - clientHeight;
            }
            this.update();
            this.activate(index);
            this.stop(index)?.focus({ preventScroll: true });
        }

        update() {
            const first = Math.max(0, Math.floor(this.element.scrollTop / this.height) - MARGIN);
            const seen = Math.ceil(this.element.clientHeight / this.height) + 2 * MARGIN;
            const last = Math.min(this.rows.length, first + seen);
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
                this.activate(Math.ceil(this.element.scrollTop / this.height));
            }
        }

        add(index) {
            const node = document.createElement("div");
            node.className = "row";
            node.setAttribute("role", "listitem");
            node.setAttribute("aria-setsize", this.rows.length);
            node.setAttribute("aria-posinset", index + 1);
            node.style.top = `${index * this.height}px`;
            node.style.height = `${this.height}px`;
            node.dataset.index = index;
            node.innerHTML = this.render(this.rows[index], index);
            const stop = node.querySelector("a, button");
            stop?.setAttribute("tabindex", index === this.active ? "0" : "-1");
            const after = [...this.nodes.keys()].filter((key) => key > index);
            const next = after.length ? this.nodes.get(Math.min(...after)) : null;
            this.inner.insertBefore(node, next);
            this.nodes.set(index, node);
        }
    }

    Atlas.VirtualList = VirtualList;
})();
