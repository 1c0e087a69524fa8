// Runs before anything is painted: no picture of the first incident for somebody whose address asks for something else.
if (location.hash || location.search) document.documentElement.classList.add('asked');
