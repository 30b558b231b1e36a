/* A list of thousands of rows of which only those in sight are in the page. */
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
            element.addEventListener("scroll", () => this.update(), { passive: true });
            new ResizeObserver(() => this.update()).observe(element);
        }

        show(rows, keepScroll) {
            this.rows = rows;
            this.nodes.clear();
            this.inner.replaceChildren();
            this.inner.style.height = `${rows.length * this.height}px`;
            if (!keepScroll) this.element.scrollTop = 0;
            this.update();
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
            const after = [...this.nodes.keys()].filter((key) => key > index);
            const next = after.length ? this.nodes.get(Math.min(...after)) : null;
            this.inner.insertBefore(node, next);
            this.nodes.set(index, node);
        }
    }

    Atlas.VirtualList = VirtualList;
})();
