<?php
/**
 * The page under WooCommerce.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Shows the app where a store is connected, and the plugin's few settings.
 */
class Retorno_Admin {

	const PAGE   = 'retorno';
	const ACTION = 'retorno_save';
	const RIGHT  = 'manage_woocommerce';

	/**
	 * Registers the page and its forms.
	 */
	public static function listen() {
		add_action( 'admin_menu', array( __CLASS__, 'add_page' ), 60 );
		add_action( 'admin_post_' . self::ACTION, array( __CLASS__, 'save' ) );
		add_action( 'admin_enqueue_scripts', array( __CLASS__, 'enqueue' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( RETORNO_FILE ), array( __CLASS__, 'add_link' ) );
	}

	/**
	 * The menu's entry.
	 */
	public static function add_page() {
		add_submenu_page( 'woocommerce', 'Retorno', 'Retorno', self::RIGHT, self::PAGE, array( __CLASS__, 'show' ) );
	}

	/**
	 * A way from the list of plugins to the page.
	 *
	 * @param string[] $links Links of the list.
	 * @return string[]
	 */
	public static function add_link( $links ) {
		return array_merge( array( '<a href="' . esc_url( self::address( 'settings' ) ) . '">' . esc_html__( 'Settings', 'retorno' ) . '</a>' ), $links );
	}

	/**
	 * What keeps the embedded app signed in.
	 *
	 * @param string $screen Which page.
	 */
	public static function enqueue( $screen ) {
		$connection = Retorno_Connection::get();
		if ( 'woocommerce_page_' . self::PAGE !== $screen || null === $connection ) {
			return;
		}
		wp_enqueue_style( 'retorno-admin', plugins_url( 'assets/admin.css', RETORNO_FILE ), array(), RETORNO_VERSION );
		wp_enqueue_script( 'retorno-admin', plugins_url( 'assets/admin.js', RETORNO_FILE ), array(), RETORNO_VERSION, true );
		$facts = array(
			'origin' => Retorno_Launch::origin( $connection ),
			'launch' => rest_url( Retorno_Routes::SPACE . '/launch' ),
			'nonce'  => wp_create_nonce( 'wp_rest' ),
		);
		wp_add_inline_script( 'retorno-admin', 'window.retornoAdmin = ' . wp_json_encode( $facts, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
	}

	/**
	 * The page.
	 */
	public static function show() {
		if ( ! current_user_can( self::RIGHT ) ) {
			return;
		}
		$connection = Retorno_Connection::get();
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended
		$is_settings = null === $connection || ( isset( $_GET['tab'] ) && 'settings' === $_GET['tab'] );
		echo '<div class="wrap retorno">';
		if ( null !== $connection ) {
			self::show_tabs( $is_settings );
		}
		if ( $is_settings ) {
			self::show_settings( $connection );
		} else {
			printf(
				'<iframe class="retorno-frame" src="%s" title="Retorno" referrerpolicy="no-referrer" allow="clipboard-write"></iframe>',
				esc_url( Retorno_Launch::address( $connection ) )
			);
		}
		echo '</div>';
	}

	/**
	 * Saves either form of the settings page.
	 */
	public static function save() {
		if ( ! current_user_can( self::RIGHT ) ) {
			wp_die( esc_html__( 'You may not do this.', 'retorno' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		$form  = isset( $_POST['retorno'] ) && is_array( $_POST['retorno'] ) ? wp_unslash( $_POST['retorno'] ) : array(); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized
		$which = isset( $_POST['form'] ) ? sanitize_key( wp_unslash( $_POST['form'] ) ) : '';
		$state = 'saved';
		if ( 'settings' === $which ) {
			Retorno_Settings::save( $form );
		} elseif ( 'connect' === $which ) {
			$state = is_wp_error( Retorno_Connection::save( self::pasted( $form ) ) ) ? 'wrong' : 'saved';
		} elseif ( 'disconnect' === $which ) {
			Retorno_Connection::end();
		}
		wp_safe_redirect( add_query_arg( 'state', $state, self::address( 'settings' ) ) );
		exit;
	}

	/**
	 * A connection as pasted: the store's id stands at the end of its webhook address.
	 *
	 * @param array $form Raw fields.
	 * @return array
	 */
	private static function pasted( $form ) {
		$url = isset( $form['url'] ) && is_string( $form['url'] ) ? trim( $form['url'] ) : '';
		return array(
			'storeId'       => basename( (string) wp_parse_url( $url, PHP_URL_PATH ) ),
			'webhookUrl'    => $url,
			'webhookSecret' => isset( $form['secret'] ) ? $form['secret'] : '',
		);
	}

	/**
	 * The two tabs.
	 *
	 * @param bool $is_settings Which one is shown.
	 */
	private static function show_tabs( $is_settings ) {
		echo '<h1 class="screen-reader-text">Retorno</h1><nav class="nav-tab-wrapper">';
		printf( '<a class="nav-tab %s" href="%s">Retorno</a>', $is_settings ? '' : 'nav-tab-active', esc_url( self::address( '' ) ) );
		printf( '<a class="nav-tab %s" href="%s">%s</a>', $is_settings ? 'nav-tab-active' : '', esc_url( self::address( 'settings' ) ), esc_html__( 'Settings', 'retorno' ) );
		echo '</nav>';
	}

	/**
	 * The settings page.
	 *
	 * @param array|null $connection As `Retorno_Connection::get` tells.
	 */
	private static function show_settings( $connection ) {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended
		$state = isset( $_GET['state'] ) ? sanitize_key( wp_unslash( $_GET['state'] ) ) : '';
		if ( 'wrong' === $state ) {
			echo '<div class="notice notice-error"><p>' . esc_html__( 'Address or secret are not as Retorno shows them.', 'retorno' ) . '</p></div>';
		} elseif ( 'saved' === $state ) {
			echo '<div class="notice notice-success"><p>' . esc_html__( 'Saved.', 'retorno' ) . '</p></div>';
		}
		$settings = Retorno_Settings::all();
		$waiting  = Retorno_Table::count_waiting();
		$last     = get_option( Retorno_Sender::LAST, null );
		require __DIR__ . '/view-settings.php';
	}

	/**
	 * Opens one of the page's forms.
	 *
	 * @param string $which `settings`, `connect` or `disconnect`.
	 */
	public static function open_form( $which ) {
		printf( '<form method="post" action="%s">', esc_url( admin_url( 'admin-post.php' ) ) );
		printf( '<input type="hidden" name="action" value="%s"><input type="hidden" name="form" value="%s">', esc_attr( self::ACTION ), esc_attr( $which ) );
		wp_nonce_field( self::ACTION );
	}

	/**
	 * The page's address.
	 *
	 * @param string $tab `settings` or nothing.
	 * @return string
	 */
	private static function address( $tab ) {
		return admin_url( 'admin.php?page=' . self::PAGE . ( '' === $tab ? '' : '&tab=' . $tab ) );
	}
}
